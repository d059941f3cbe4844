"""The web client's shell with a head that previews and search engines can read."""

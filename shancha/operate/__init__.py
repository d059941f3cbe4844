"""Running the product: supervisor, checks, backup and restore, behind the command line."""

"""Things that appear in the pictures."""

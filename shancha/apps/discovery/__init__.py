"""Feed, ranking, search and suggestions."""

"""The pictures of the mall: goods, and what stores and brands show of themselves."""

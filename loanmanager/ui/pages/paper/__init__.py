"""One paper as it will print."""

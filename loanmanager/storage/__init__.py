"""Where the office's records are kept. The only room that knows SQL, sqlite-utils and the drivers."""

"""What the history says was done, a module for each kind of work."""

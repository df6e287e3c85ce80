"""Who is at the desk: signing in, locking, handing over. Nothing of it is loaded where nobody has a PIN."""

LOCK, SWITCH = "Ctrl+Shift+W", "Ctrl+Shift+U"

"""Clients: everybody who borrows, one client in full."""

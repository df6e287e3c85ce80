"""The desk: what leaves or comes back, the client, today's work."""

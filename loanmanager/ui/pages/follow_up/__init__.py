"""The follow-up page: today's work as lists that are worked through by keys (product 1.4)."""

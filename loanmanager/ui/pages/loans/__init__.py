"""Loans: what is out, what is late, what came back."""

"""Programmes: groups of clients, who takes part and what each has."""

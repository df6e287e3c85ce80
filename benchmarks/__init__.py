"""The performance budgets, each a ratio to something bare measured in the same run: `python dev.py bench`."""

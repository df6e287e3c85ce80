"""Loan Manager lends laptops and mobile hotspots to the people who need them."""

__version__ = "0.1.0"

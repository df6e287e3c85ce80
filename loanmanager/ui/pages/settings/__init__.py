"""Settings: the agency, its sites and rules, how the program looks, where the data is."""

"""The lines page: which SIM is where, and what its carrier is to be asked for."""

"""Incidents: what was lost, stolen, damaged or is missing, and who pays."""

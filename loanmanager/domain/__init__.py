"""What is true about lending, given today. Pure Python: it imports the standard library only."""

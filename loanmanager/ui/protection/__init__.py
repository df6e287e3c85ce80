"""Protection at rest in the window: opening protected records, and what the settings and the first start have in common."""

"""Who did what when, in the whole office."""

"""The calendar: what is out, what is promised, and what is free, by day."""

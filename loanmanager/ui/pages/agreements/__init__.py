"""The agreement's wording, edited: clauses, two languages side by side, and what it will look like."""

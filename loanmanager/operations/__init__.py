"""What staff do: one function is one transaction and one entry in the history. No Qt, no SQL."""

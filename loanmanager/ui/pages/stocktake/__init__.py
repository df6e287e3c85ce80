"""The stocktake: begin a count, scan the shelf, put right what is wrong."""

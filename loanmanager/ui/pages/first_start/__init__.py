"""The set-up of a new office, step by step, in the window itself (product 9.1). Loaded only where an office is new."""

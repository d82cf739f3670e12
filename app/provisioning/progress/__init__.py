"""Progress: how far a cohort has come, the waits of its rows, and trying again."""

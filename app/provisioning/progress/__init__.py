"""Progress: how far a cohort has come, what each row waits for, and trying again."""

"""Plans as people lay them out: made-up files, and what must come out of each."""

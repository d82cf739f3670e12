"""Each role's own page: what is theirs to see and to do."""

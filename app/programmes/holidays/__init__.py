"""School holidays per county: a table the unit keeps on a page, and never a guess of ours."""

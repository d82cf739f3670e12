"""A cohort in which everything has happened to a person whose role is nobody's business, and a search for it."""

"""One tenant's whole story, told by asking for every operation."""

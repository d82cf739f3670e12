"""Reports and posters as teams and their programs make them, and templates as units make them."""

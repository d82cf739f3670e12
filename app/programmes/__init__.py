"""The recipe: definition files and the compiler from recipe and start year to dates."""

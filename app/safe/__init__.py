"""Opening files of others: a look at the package first, then a process that may not do much."""

"""Work that the tenant leaves to people: the list, the steps and the files to put in place."""

"""Files as people make them, laid out by code, each with the reading that is right: `make corpora`."""

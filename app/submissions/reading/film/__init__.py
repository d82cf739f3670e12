"""Films: length, orientation and completeness, read by ranges."""

"""File libraries: the files found in them, and the deliverable each file answers."""

"""Pages that read across the features."""

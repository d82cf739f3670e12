"""Reading submitted files: films and reports, from bytes to findings and fields."""

"""A workbook told back: what was read of it, before it is stored, and the file with a comment in each cell."""

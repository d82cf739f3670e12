"""A programme as a form: each field of the language declared once, written as people write it, and read back."""

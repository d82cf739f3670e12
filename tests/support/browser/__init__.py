"""A real browser, and what its pages are held to."""

"""Real films, reports and office files."""

"""Intake: find new files, read them, and bring in those that came another way."""

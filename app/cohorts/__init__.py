"""Runs of a programme: improvement teams, members, mentors."""

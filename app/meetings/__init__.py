"""Gatherings, check-ins, mentor and start meetings: dates and audience."""

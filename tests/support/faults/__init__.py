"""Worlds in which things go wrong, and what must be true afterwards."""

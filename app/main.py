"""Puts the pieces together (ASGI)."""

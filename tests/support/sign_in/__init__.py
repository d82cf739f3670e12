"""Signing in as a browser does, and tokens that nobody should believe."""

"""Registered applications, their service principals, and what each was granted."""

"""Entra ID: users and groups."""

"""Imports every table, so that the metadata is whole."""

"""Measurements as people type them into a workbook."""

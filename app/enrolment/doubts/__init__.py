"""Doubts about a workbook: what is not certain becomes a question, and its rows are held back meanwhile."""

"""Enrolment workbooks as people and programs make them, laid out by code."""

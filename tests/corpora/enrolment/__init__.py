"""Enrolment workbooks: the rows as secretaries write them, and who is enrolled, asked about, or refused."""

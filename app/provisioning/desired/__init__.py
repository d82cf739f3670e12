"""Desired things: worked out from a frozen picture of a cohort. Pure: no rows, no database."""

"""Drift: changes others have made in the tenant, and a person's decision about each."""

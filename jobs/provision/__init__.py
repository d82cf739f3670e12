"""Provisioning: bring the tenant to what the ledger wants, and look for drift."""

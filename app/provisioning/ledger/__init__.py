"""The ledger: a row for each thing, what was wanted, what was applied, and the tenant's ids."""

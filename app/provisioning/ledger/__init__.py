"""The ledger: a row for each thing, with its wanted and applied fields and the tenant's ids."""

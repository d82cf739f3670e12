"""What the tenant should hold, and the ledger of what it holds."""

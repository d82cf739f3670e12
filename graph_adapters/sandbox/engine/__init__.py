"""What every service shares: rows, routes, query options, batches, faults, limits and the journal."""

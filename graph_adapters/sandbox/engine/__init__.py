"""The engine shared by every service: rows, routes, query options, batches, faults, limits and the journal."""

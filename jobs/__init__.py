"""Background work: the only place that knows both our rows and the tenant."""

"""Work nobody waits for: the only place that knows both our rows and the tenant."""

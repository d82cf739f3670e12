"""A Graph-compatible tenant that remembers. It knows nobody: it meets us over HTTP."""

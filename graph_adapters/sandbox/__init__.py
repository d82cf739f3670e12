"""A Graph-compatible tenant that remembers. It imports nothing of ours: it meets us over HTTP."""

"""Control of the tenant from outside Graph, for tests and people: reset, faults, the clock and a page."""

"""What tests and people do to the tenant from outside Graph: reset, faults, the clock, and a page to look at."""

"""Published requests and their published answers, and a tenant to hold them against."""

"""Self-evaluations as people write them, in bokmål, nynorsk and English."""

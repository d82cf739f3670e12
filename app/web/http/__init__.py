"""Rules that every request passes: limits, headers, repeats, and errors as documents."""

"""Everything goes wrong at once, by a seed, while people work; afterwards the tenant is counted from outside."""

"""Routes that belong to no feature: health, metrics, sign-in, language and the audit."""

"""The service: rules, rows and pages. It knows SQL and does not know Graph."""

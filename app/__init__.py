"""The service: what we know and what we show. It knows SQL and does not know Graph."""

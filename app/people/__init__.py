"""A person and the roles they hold."""

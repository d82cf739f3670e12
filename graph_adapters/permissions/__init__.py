"""What we ask leave for in the tenant: a table of permissions, and three sets a house may choose among."""

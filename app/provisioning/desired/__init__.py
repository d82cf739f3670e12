"""What the tenant should hold, worked out from one frozen picture. Pure: no rows, no database."""

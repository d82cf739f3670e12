"""The line to the tenant: sign-in, requests, batches, pace, and files in pieces."""

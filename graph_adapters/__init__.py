"""The tenant, in our words. Knows Graph, `app.tenant`, and nothing else of ours."""

"""Our words for what a Microsoft 365 tenant holds: the `things` we place there, and what we are `told`.

Graph's own words (team, plan, event) mean other things to us, so they stop in `graph_adapters`.
Everything here is a frozen value.
"""

"""Planner: plans, buckets, tasks and their details."""

"""Submissions for programs."""

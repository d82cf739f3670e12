"""The frame of every page. No rules."""

"""The terminal itself: what all commands share, and how they speak and listen."""

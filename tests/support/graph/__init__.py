"""What a Graph request may look like: the SDK's facts and our own table."""

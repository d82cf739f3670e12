"""Cards in the teams' channels, by the addresses their owners make in Teams."""

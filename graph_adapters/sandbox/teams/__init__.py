"""Microsoft Teams: teams, channels, members, tabs and apps."""

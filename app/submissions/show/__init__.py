"""The show at a gathering: accepted films in the teams' order."""

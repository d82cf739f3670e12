"""What we keep about people: why, how long, how one person gets it out, and how it goes."""

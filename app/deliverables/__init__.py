"""What every team is asked for, and by when."""

"""What a team handed in: understood, placed and answered."""

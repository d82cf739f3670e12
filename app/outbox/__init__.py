"""What somebody is owed to be told: each thing once."""

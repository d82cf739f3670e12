"""The pages of attendance, the door and calendar links."""

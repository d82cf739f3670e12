"""What teams hand in: seen in their channels, placed, read, answered; and what nobody could place."""

"""Exchange mail: messages, what is sent, what is delivered."""

"""The language a programme is written in: its fields, its checks and its schema."""

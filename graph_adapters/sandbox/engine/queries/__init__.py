"""What is asked of an answer: its options, its columns, its order, and the names each type has."""

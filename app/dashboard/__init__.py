"""What is shown across the features. Reading only."""

"""What stands in a table of people: its columns, the text around it, and what is doubtful in a cell."""

"""Attendance: kept, shown, warned about, and the list at the door."""

"""The one runner: its loop, its timetable and the embedded sandbox."""

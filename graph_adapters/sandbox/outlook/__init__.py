"""Exchange and Teams meetings: calendars, mail and attendance."""

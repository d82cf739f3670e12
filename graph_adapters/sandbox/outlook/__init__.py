"""Exchange calendars and Teams meetings: events, delta, attendance."""

"""Meetings: follow Outlook, read attendance, and check times and mailboxes."""

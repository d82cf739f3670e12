"""Outgoing: letters, cards, shared reports, films to show and files to remove."""

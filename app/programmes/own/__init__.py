"""Programmes of one's own: copied, changed, stored, and begun again next year."""

"""Copies of the database: made while it is in use, checked, put back, and moved to PostgreSQL."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

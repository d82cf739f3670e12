"""Mentors: their own lines, how many teams they have room for, and a suggestion of who follows whom."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

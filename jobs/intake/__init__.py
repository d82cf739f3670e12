"""Intake: find new files, read them, and bring in files from mail and from the form."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""Personal data: the purposes, the periods, a person's copy, erasure and purge."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

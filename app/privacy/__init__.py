"""What we keep about people: why, how long, how one person gets it out, and how it goes."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""The doctor: checks that say what is wrong and how to mend it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

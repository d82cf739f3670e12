"""Opening files of others: a look at the package first, then a process that may not do much."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

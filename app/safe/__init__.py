"""Opening foreign files: a check of the package first, then a process with few rights."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

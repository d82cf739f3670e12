"""The recipe: definition files and the compiler from recipe and start year to dates."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

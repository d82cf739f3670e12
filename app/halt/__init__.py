"""A halt by a person: nothing is written to Microsoft 365 until somebody lets go."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""Changes of people in a cohort: shown first, then approved, and told to those who must know."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

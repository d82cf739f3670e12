"""Applications as trusts send them: listed beside their files, ranked, committed to, and printed for the archive."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

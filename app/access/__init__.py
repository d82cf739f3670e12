"""Access: a table of the roles each route is for, and the one place that decides."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

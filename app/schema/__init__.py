"""The database's shape: at which revision it is, how it is brought to the newest, and where its file lies."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

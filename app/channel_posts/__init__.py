"""Cards in the teams' channels, by the addresses their owners make in Teams."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

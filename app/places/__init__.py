"""Places: the line for them, each team's answer, and the teams that withdraw, merge or get another name."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

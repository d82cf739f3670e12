"""Letters and cards that are owed, each once. Their words stand with the rule that owes them (docs/developing.md)."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""Messages owed to people and channels: each once. Their words stand with the rule that owes them."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""The audit: an append-only record of each admin act and each write to the tenant, with actor, time and origin."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

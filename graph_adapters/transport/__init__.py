"""The line to the tenant: sign-in, requests, batches, pace and downloads."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""Provisioning: bring the tenant to the ledger's state, and look for drift."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""Provisioning: the things a cohort should have in the tenant, and the ledger of the things it has."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

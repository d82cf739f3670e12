"""Answering: a question settled by a person, and what follows from it in the room that asked."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

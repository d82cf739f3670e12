"""Questions: what is not certain waits for a person, and is asked once."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""How the service itself is: its beat, what stands in its way, and when each of the clock's jobs was last done."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""The runner, of which there is only a single process: its loop, timetable and embedded sandbox."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

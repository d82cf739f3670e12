"""Our words for a Microsoft 365 tenant: the `things` we place there, and the facts we are `told`.

Graph's own words (team, plan, event) mean other things to us, so they stop in `graph_adapters`.
Everything here is a frozen value.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

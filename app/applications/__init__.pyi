from .dropped import bundle_dropped as bundle_dropped

from .listing import list_applications as list_applications

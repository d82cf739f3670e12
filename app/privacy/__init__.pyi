from .register import STAYS_AFTER_ERASURE as STAYS_AFTER_ERASURE

from .service import BY_TABLE as BY_TABLE
from .service import Erased as Erased
from .service import answer_doubts as answer_doubts
from .service import erase as erase
from .service import export as export
from .service import purge_rows as purge_rows

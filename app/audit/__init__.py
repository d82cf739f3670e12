"""Who did what, when and from where: an append-only record of each admin act and each write to the tenant."""

from app.audit.acts import Act
from app.audit.deed import SYSTEM, Deed, by_system
from app.audit.erasure import erase
from app.audit.models import AuditHead, AuditRecord
from app.audit.origin import Origin, origin, set_origin
from app.audit.records import record
from app.audit.thing_acts import ThingAct, Verb, in_words
from app.audit.versions import read_so_far, refuse_if_changed

__all__ = [
    "SYSTEM",
    "Act",
    "AuditHead",
    "AuditRecord",
    "Deed",
    "Origin",
    "ThingAct",
    "Verb",
    "by_system",
    "erase",
    "in_words",
    "origin",
    "read_so_far",
    "record",
    "refuse_if_changed",
    "set_origin",
]

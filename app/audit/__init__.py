"""Who did what, when and from where: an append-only record of each admin act and each write to the tenant."""

from app.audit.erasing import erase
from app.audit.models import AuditHead, AuditRecord
from app.audit.origin import Origin, origin, set_origin
from app.audit.recording import record
from app.audit.versions import read_so_far, refuse_if_changed

__all__ = [
    "AuditHead",
    "AuditRecord",
    "Origin",
    "erase",
    "origin",
    "read_so_far",
    "record",
    "refuse_if_changed",
    "set_origin",
]

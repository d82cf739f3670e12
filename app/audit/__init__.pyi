from .acts import Act as Act

from .anchors import Anchor as Anchor
from .anchors import anchor_head as anchor_head

from .chain import broken_links as broken_links

from .deed import Deed as Deed
from .deed import SYSTEM as SYSTEM
from .deed import by_system as by_system

from .erasure import erase as erase

from .models import AuditHead as AuditHead
from .models import AuditRecord as AuditRecord

from .origin import Origin as Origin
from .origin import current_origin as current_origin
from .origin import set_origin as set_origin

from .queries import AuditQuery as AuditQuery
from .queries import all_records as all_records
from .queries import page_of_records as page_of_records
from .queries import record_in_full as record_in_full

from .records import record as record

from .thing_acts import ThingAct as ThingAct
from .thing_acts import Verb as Verb
from .thing_acts import in_words as in_words

from .versions import read_so_far as read_so_far
from .versions import refuse_if_changed as refuse_if_changed

from .verification import Verified as Verified
from .verification import verify as verify

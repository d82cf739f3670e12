from .decisions import count_waiting_by_cohort as count_waiting_by_cohort
from .decisions import mark_received as mark_received
from .decisions import send_again as send_again
from .decisions import unsettled_messages as unsettled_messages
from .decisions import waiting_for_a_person as waiting_for_a_person
from .decisions import waits_for_a_person as waits_for_a_person

from .drafts import drafts_of as drafts_of
from .drafts import drop_draft as drop_draft
from .drafts import withdraw_drafts as withdraw_drafts

from .models import MessageState as MessageState
from .models import OwedMessage as OwedMessage
from .models import Way as Way

from .service import Letter as Letter
from .service import approve as approve
from .service import messages_by_id as messages_by_id
from .service import hold_for_recipient as hold_for_recipient
from .service import is_owed as is_owed
from .service import note_not_sent as note_not_sent
from .service import note_refused as note_refused
from .service import note_sent as note_sent
from .service import owe as owe
from .service import take_next as take_next

from .unsure import doubt_after_restore as doubt_after_restore
from .unsure import next_to_look_for as next_to_look_for
from .unsure import note_found as note_found
from .unsure import note_interrupted as note_interrupted
from .unsure import note_no_answer as note_no_answer
from .unsure import note_no_looking as note_no_looking
from .unsure import note_not_found as note_not_found
from .unsure import note_unsure as note_unsure
from .unsure import queue_waits as queue_waits

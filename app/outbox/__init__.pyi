from .decisions import count_waiting_by_cohort as count_waiting_by_cohort
from .decisions import mark_received as mark_received
from .decisions import send_again as send_again
from .decisions import unsettled_messages as unsettled_messages
from .decisions import waiting_for_a_person as waiting_for_a_person
from .decisions import waits_for_a_person as waits_for_a_person

from .models import MessageState as MessageState
from .models import OwedMessage as OwedMessage
from .models import Way as Way

from .service import Letter as Letter
from .service import approve as approve
from .service import messages_by_id as messages_by_id
from .service import give_up_on_interrupted as give_up_on_interrupted
from .service import hold_for_recipient as hold_for_recipient
from .service import is_owed as is_owed
from .service import note_not_sent as note_not_sent
from .service import note_refused as note_refused
from .service import note_sent as note_sent
from .service import note_unsure as note_unsure
from .service import owe as owe
from .service import take_next as take_next

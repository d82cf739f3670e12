from .assigning import Pair as Pair
from .assigning import assign_pairs as assign_pairs

from .lines import MentorFacts as MentorFacts
from .lines import note_roles as note_roles
from .lines import write_line_of as write_line_of

from .models import MentorLine as MentorLine

from .register import MentorInFull as MentorInFull
from .register import mentor_rules as mentor_rules
from .register import mentors_in_full as mentors_in_full
from .register import teams_to_follow as teams_to_follow

from .shortage import Shortage as Shortage
from .shortage import shortage_of as shortage_of

from .suggestion import Seat as Seat
from .suggestion import suggest_mentors as suggest_mentors

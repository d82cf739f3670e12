from .decide import approve_changes as approve_changes

from .effects import Effects as Effects
from .effects import effects_in_full as effects_in_full
from .effects import effects_of as effects_of

from .said import Said as Said

from .team_wishes import proposed_by_team as proposed_by_team

from .views import change_in_full as change_in_full

from .wishes import Wish as Wish
from .wishes import proposed_by as proposed_by

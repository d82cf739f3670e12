from .answers import confirm as confirm
from .answers import decline as decline
from .answers import give_place as give_place
from .answers import put_on_waiting_list as put_on_waiting_list
from .answers import withdraw as withdraw

from .changes import Changed as Changed
from .changes import Outcome as Outcome

from .decision import Decision as Decision
from .decision import decide as decide
from .decision import teams_with_place as teams_with_place
from .decision import too_few_mentors as too_few_mentors

from .explanation import Line as Line
from .explanation import Merits as Merits
from .explanation import explain as explain

from .letter_batch import PLACE_STEPS as PLACE_STEPS
from .letter_batch import draft_letters as draft_letters
from .letter_batch import drafted_letters as drafted_letters
from .letter_batch import release_letters as release_letters

from .letter_files import letters_as_zip as letters_as_zip

from .line import INSIDE as INSIDE
from .line import capacity_of as capacity_of

from .merging import merge as merge

from .overdue import count_unanswered as count_unanswered
from .overdue import kept_channels as kept_channels

from .team_facts import change_organisation as change_organisation
from .team_facts import rename_team as rename_team

from .vacancy import proposed_reply_by as proposed_reply_by

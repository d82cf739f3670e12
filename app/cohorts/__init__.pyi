from .carry_out import change_people as change_people
from .carry_out import forget_account as forget_account

from .composition import Shortcoming as Shortcoming
from .composition import shortcomings_by_team as shortcomings_by_team

from .deviations import programme_as_run as programme_as_run
from .deviations import programme_as_said as programme_as_said
from .deviations import deviations_of as deviations_of

from .mentors import Mentor as Mentor
from .mentors import assign_mentor as assign_mentor
from .mentors import mentors_of as mentors_of

from .mix import Mix as Mix
from .mix import mix_of as mix_of

from .models import ChangeKind as ChangeKind
from .models import ChangeSource as ChangeSource
from .models import ChangeState as ChangeState
from .models import Cohort as Cohort
from .models import CohortDeviation as CohortDeviation
from .models import ApplicationState as ApplicationState
from .models import PeopleChange as PeopleChange
from .models import FormerName as FormerName
from .models import Request as Request
from .models import RequestKind as RequestKind
from .models import Team as Team

from .names import former_names as former_names
from .names import remember_name as remember_name

from .proposals import changes_asked_by_team as changes_asked_by_team
from .proposals import decide_change as decide_change
from .proposals import decided_changes as decided_changes
from .proposals import drop_change as drop_change
from .proposals import is_same_change as is_same_change
from .proposals import person_named as person_named
from .proposals import propose_change as propose_change
from .proposals import record_change as record_change
from .proposals import teams_concerned as teams_concerned
from .proposals import waiting_change as waiting_change
from .proposals import waiting_changes as waiting_changes

from .requests import TeamChange as TeamChange
from .requests import open_requests as open_requests
from .requests import open_requests_by_team as open_requests_by_team
from .requests import requests_of_team as requests_of_team
from .requests import send_request as send_request
from .requests import settle_request as settle_request

from .role_names import own_role_names as own_role_names

from .tracks import set_tracks as set_tracks
from .tracks import track_called as track_called
from .tracks import tracks_of as tracks_of
from .tracks import unknown_track as unknown_track

from .service import Holder as Holder
from .service import InShort as InShort
from .service import all_cohorts as all_cohorts
from .service import called as called
from .service import get as get
from .service import grants_of as grants_of
from .service import holders as holders
from .service import in_short as in_short
from .service import members_of as members_of
from .service import open_cohorts as open_cohorts
from .service import organisation_called as organisation_called
from .service import organisation_key as organisation_key
from .service import organisations as organisations
from .service import people_of as people_of
from .service import sites_of as sites_of
from .service import without_team as without_team
from .service import team_called as team_called
from .service import team_in as team_in
from .service import teams_of as teams_of

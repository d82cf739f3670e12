from .api.json_views import cohort_in_short as cohort_in_short
from .api.json_views import deviation_in_full as deviation_in_full
from .api.json_views import preview_in_full as preview_in_full
from .api.json_views import upgrade_in_full as upgrade_in_full

from .by_hand.service import HandWork as HandWork
from .by_hand.service import by_hand_list as by_hand_list
from .by_hand.service import file_for as file_for
from .by_hand.service import mark_all_done as mark_all_done
from .by_hand.service import mark_done as mark_done

from .by_hand.tasks_file import file_content as file_content

from .desired.agreements import Agreement as Agreement

from .desired.capabilities import Chosen as Chosen
from .desired.capabilities import chosen as chosen

from .desired.changes import Change as Change

from .drift.decisions import decide_about_drift as decide_about_drift

from .drift.observations import GONE as GONE
from .drift.observations import Sight as Sight
from .drift.observations import cohorts_to_look_over as cohorts_to_look_over
from .drift.observations import look_of as look_of
from .drift.observations import looks_asked_for as looks_asked_for
from .drift.observations import note_in_calendar as note_in_calendar
from .drift.observations import note_sight as note_sight

from .drift.report import Decision as Decision
from .drift.report import Drift as Drift
from .drift.report import Drifted as Drifted
from .drift.report import drift_of as drift_of

from .kinds import KINDS as KINDS
from .kinds import counted as counted
from .kinds import definite as definite

from .ledger.attendance_due import HeldMeeting as HeldMeeting
from .ledger.attendance_due import attendance_to_read as attendance_to_read

from .ledger.errands import AnyErrand as AnyErrand
from .ledger.errands import Errand as Errand
from .ledger.due import closed_and_unsettled_cohorts as closed_and_unsettled_cohorts
from .ledger.due import cohorts_to_work as cohorts_to_work
from .ledger.due import ledger_rows as ledger_rows
from .ledger.due import next_try as next_try
from .ledger.due import placed_errands as placed_errands
from .ledger.due import placed_ids as placed_ids
from .ledger.due import soonest_try as soonest_try

from .ledger.granted import note_granted as note_granted

from .ledger.lanes import SolePlace as SolePlace
from .ledger.lanes import database_time as database_time
from .ledger.lanes import hold_place_in_lane as hold_place_in_lane
from .ledger.lanes import holder_of_lane as holder_of_lane
from .ledger.lanes import lock_lane as lock_lane

from .ledger.lost_keys import NewTeams as NewTeams
from .ledger.lost_keys import new_teams as new_teams
from .ledger.lost_keys import take_up_keys as take_up_keys

from .ledger.memberships import is_member_for_another as is_member_for_another
from .ledger.memberships import takes_someone_out as takes_someone_out

from .ledger.models import Approval as Approval
from .ledger.models import Look as Look
from .ledger.models import TenantObject as TenantObject

from .ledger.outcomes import Cause as Cause
from .ledger.outcomes import Setback as Setback
from .ledger.outcomes import record_kept as record_kept
from .ledger.outcomes import record_placed as record_placed
from .ledger.outcomes import record_setback as record_setback
from .ledger.outcomes import record_withdrawn as record_withdrawn

from .ledger.outlook import calendar_entries as calendar_entries
from .ledger.outlook import leave_empty_calendars as leave_empty_calendars
from .ledger.outlook import mailboxes_to_follow as mailboxes_to_follow
from .ledger.outlook import entries_not_there as entries_not_there
from .ledger.outlook import take_in_cancellation as take_in_cancellation
from .ledger.outlook import take_in_entries as take_in_entries

from .ledger.pause import pause as pause
from .ledger.pause import pause_reason as pause_reason
from .ledger.pause import resume as resume
from .ledger.pause import stands_still as stands_still

from .lifecycle.close import close_cohort as close_cohort
from .lifecycle.close import preview_closing as preview_closing

from .lifecycle.deviate import deviate as deviate

from .lifecycle.hide import activate_cohort as activate_cohort
from .lifecycle.hide import hide_cohort as hide_cohort
from .lifecycle.hide import preview_activation as preview_activation

from .lifecycle.start import adopt_msteam as adopt_msteam
from .lifecycle.start import confirm_dates as confirm_dates
from .lifecycle.start import first_year_ahead as first_year_ahead
from .lifecycle.start import left_one_by_one as left_one_by_one
from .lifecycle.start import why_off as why_off
from .lifecycle.start import start_cohort as start_cohort
from .lifecycle.start import start_cohort_like as start_cohort_like
from .lifecycle.start import take_over_meetings as take_over_meetings

from .lifecycle.undo import UndoPreview as UndoPreview
from .lifecycle.undo import preview_undo as preview_undo
from .lifecycle.undo import undo as undo

from .lifecycle.upgrade import Upgrade as Upgrade
from .lifecycle.upgrade import preview_upgrade as preview_upgrade
from .lifecycle.upgrade import upgrade_cohort as upgrade_cohort

from .pages.counted import listed_in_language as listed_in_language

from .preview.announcement import announcements_on_their_way as announcements_on_their_way
from .preview.announcement import decide_about_announcement as decide_about_announcement
from .preview.announcement import drafted_announcements as drafted_announcements
from .preview.announcement import drop_announcements as drop_announcements
from .preview.announcement import knows_of_invitations as knows_of_invitations

from .preview.difference import approve_difference as approve_difference
from .preview.difference import difference_between as difference_between
from .preview.difference import fields_before as fields_before

from .preview.mail_budget import errands_within_mail_budget as errands_within_mail_budget
from .preview.mail_budget import count_mailed_recipients as count_mailed_recipients

from .preview.picture_of import Surroundings as Surroundings
from .preview.picture_of import surroundings as surroundings

from .preview.service import Preview as Preview
from .preview.service import follow_up as follow_up
from .preview.service import preview_cohort as preview_cohort
from .preview.service import provision as provision

from .preview.team_meetings import meetings_to_agree_on as meetings_to_agree_on

from .progress.progress import Progress as Progress
from .progress.progress import progress_of as progress_of

from .progress.retry import A_PERSON_CAN_HELP as A_PERSON_CAN_HELP
from .progress.retry import is_tried_now as is_tried_now
from .progress.retry import try_refused_again as try_refused_again

from .agreements import agree as agree
from .agreements import keep_slots as keep_slots

from .answers import answers_by_team as answers_by_team
from .answers import answers_of as answers_of
from .answers import nudge_leaders as nudge_leaders
from .answers import teams_without_mentor as teams_without_mentor

from .attendance.door_list import door_list_to_print as door_list_to_print

from .attendance.service import attendance_counted as attendance_counted
from .attendance.service import note_attendance_reading as note_attendance_reading
from .attendance.service import read_attendance_report as read_attendance_report
from .attendance.service import unknown_attendees as unknown_attendees

from .attendance.warnings import ABSENCE_STEPS as ABSENCE_STEPS
from .attendance.warnings import warn_about_absence as warn_about_absence

from .audience import MeetingForSomebody as MeetingForSomebody
from .audience import meetings_for as meetings_for

from .content import content_of as content_of

from .counts import meeting_counts as meeting_counts
from .counts import next_meeting as next_meeting

from .mailboxes import calendar_cursor as calendar_cursor
from .mailboxes import next_calendar_read as next_calendar_read
from .mailboxes import choose_mailbox as choose_mailbox
from .mailboxes import known_mailboxes as known_mailboxes
from .mailboxes import note_calendar_read_to as note_calendar_read_to
from .mailboxes import note_calendar_unread as note_calendar_unread
from .mailboxes import unread_calendar as unread_calendar
from .mailboxes import note_mailbox as note_mailbox

from .models import AttendanceReading as AttendanceReading
from .models import Meeting as Meeting
from .models import ReadingOutcome as ReadingOutcome
from .models import StandIn as StandIn
from .models import TeamTime as TeamTime

from .outlook import WhenAndWhere as WhenAndWhere
from .outlook import note_answers as note_answers
from .outlook import note_cancelled as note_cancelled
from .outlook import note_link as note_link
from .outlook import note_moved as note_moved
from .outlook import our_meeting as our_meeting
from .outlook import time_seen as time_seen

from .reach import choose_teams as choose_teams
from .reach import is_for_place as is_for_place
from .reach import may_choose_teams as may_choose_teams
from .reach import teams_at as teams_at

from .roster import Membership as Membership
from .roster import roster_members as roster_members

from .rota import rota_as_excel as rota_as_excel
from .rota import rota_as_word as rota_as_word
from .rota import rotas as rotas

from .service import OSLO as OSLO
from .service import cancel as cancel
from .service import drop as drop
from .service import cancellation_sentence as cancellation_sentence
from .service import get as get
from .service import hold_at as hold_at
from .service import is_held as is_held
from .service import days_on as days_on
from .service import is_sure as is_sure
from .service import of_cohort as of_cohort
from .service import get_in_cohort as get_in_cohort
from .service import open_date as open_date
from .service import refuse_what_is_over as refuse_what_is_over
from .service import reschedule as reschedule
from .service import take_over as take_over
from .service import usual_end as usual_end
from .service import waits_for_teams as waits_for_teams
from .service import with_key as with_key

from .stand_ins import name_stand_in as name_stand_in
from .stand_ins import stand_ins_of as stand_ins_of
from .stand_ins import withdraw_stand_in as withdraw_stand_in

from .time_checks import CHECK_TIMES as CHECK_TIMES
from .time_checks import TimeQuestion as TimeQuestion
from .time_checks import about_the_days as about_the_days
from .time_checks import answer_time_check as answer_time_check
from .time_checks import ask_time_check as ask_time_check
from .time_checks import time_check_of as time_check_of
from .time_checks import time_checks_waiting as time_checks_waiting
from .time_checks import who_must_come as who_must_come

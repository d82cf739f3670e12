from .application import HowToApply as HowToApply
from .application import how_to_apply as how_to_apply
from .application import told_application as told_application

from .audiences import LEVEL_IN_WORDS as LEVEL_IN_WORDS
from .audiences import ROLES_OF as ROLES_OF
from .audiences import Attendance as Attendance

from .commitments import commitments_of as commitments_of

from .dates.calendar import Calendar as Calendar
from .dates.calendar import DatedDeliverable as DatedDeliverable
from .dates.calendar import DatedMeeting as DatedMeeting
from .dates.calendar import SchoolHoliday as SchoolHoliday

from .dates.compiler import compile_programme as compile_programme

from .dates.days import due_on as due_on

from .dates.norwegian import WEEKDAYS as WEEKDAYS
from .dates.norwegian import at_the_start as at_the_start
from .dates.norwegian import day_in_norwegian as day_in_norwegian
from .dates.norwegian import in_a_sentence as in_a_sentence
from .dates.norwegian import listed as listed
from .dates.norwegian import when_in_norwegian as when_in_norwegian

from .dates.red_days import SATURDAY as SATURDAY
from .dates.red_days import day_off as day_off
from .dates.red_days import holiday_name as holiday_name
from .dates.red_days import in_easter_week as in_easter_week
from .dates.red_days import is_christmas_eve as is_christmas_eve
from .dates.red_days import is_working_day as is_working_day

from .dates.repeats import with_host as with_host

from .dates.school_holidays import holidays_on as holidays_on
from .dates.school_holidays import school_holidays as school_holidays
from .dates.school_holidays import school_years_missing as school_years_missing

from .holidays.pasted import holidays_pasted as holidays_pasted
from .holidays.table import add_holidays as add_holidays
from .holidays.table import county_holidays as county_holidays
from .holidays.table import holiday_in_full as holiday_in_full
from .holidays.table import known_school_holidays as known_school_holidays
from .holidays.table import remove_holiday as remove_holiday

from .language.content import Content as Content
from .language.content import Link as Link

from .hours import HoursAsked as HoursAsked
from .hours import hours_asked as hours_asked
from .hours import told_hours as told_hours

from .language.definition import Definition as Definition
from .language.definition import Deliverable as Deliverable
from .language.definition import Folder as Folder
from .language.definition import Keep as Keep
from .language.definition import Recognition as Recognition
from .language.definition import SelfEvaluation as SelfEvaluation
from .language.definition import Task as Task
from .language.definition import Template as Template

from .language.schema import json_schema as json_schema

from .language.teams import Capacity as Capacity
from .language.teams import CourseRule as CourseRule
from .language.teams import MentorRules as MentorRules
from .language.teams import RoleRule as RoleRule
from .language.teams import Rule as Rule
from .language.teams import SizeRule as SizeRule
from .language.teams import TeamRules as TeamRules

from .language.vocabulary import ArrangedBy as ArrangedBy
from .language.vocabulary import Audience as Audience
from .language.vocabulary import LeaderLevel as LeaderLevel
from .language.vocabulary import Level as Level

from .language.when import DueRule as DueRule

from .models import CountyHoliday as CountyHoliday

from .open_networks import is_open_network as is_open_network

from .own.additions import switch_off as switch_off

from .own.derived import Changes as Changes
from .own.derived import Deviation as Deviation
from .own.derived import deviating as deviating
from .own.derived import merged as merged

from .own.next_year import HeldDates as HeldDates
from .own.next_year import reanchor as reanchor

from .own.tracks import of_tracks as of_tracks

from .own.stored import all_programmes as all_programmes
from .own.stored import copy as copy
from .own.stored import every_version as every_version
from .own.stored import find as find
from .own.stored import keep as keep
from .own.stored import revise as revise

from .own.stored_repeats import as_meant_now as as_meant_now
from .own.stored_repeats import as_meant_then as as_meant_then

from .own.yaml_text import as_yaml as as_yaml

from .service import changes_in as changes_in
from .service import check as check
from .service import in_list as in_list
from .service import in_short as in_short
from .service import load_file as load_file

from .shelf import shipped_one as shipped_one

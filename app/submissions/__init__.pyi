from .api.json_views import submissions_in_full as submissions_in_full
from .api.json_views import waiting_in_full as waiting_in_full

from .library.arrivals import ToFollow as ToFollow
from .library.arrivals import ToPut as ToPut
from .library.arrivals import arrival_mailbox as arrival_mailbox
from .library.arrivals import arrivals_to_put as arrivals_to_put
from .library.arrivals import leave_arrival_to_person as leave_arrival_to_person
from .library.arrivals import mail_wanted_since as mail_wanted_since
from .library.arrivals import mailbox_to_follow as mailbox_to_follow
from .library.arrivals import note_arrival_put as note_arrival_put
from .library.arrivals import note_mailbox_closed as note_mailbox_closed
from .library.arrivals import note_mailbox_followed as note_mailbox_followed
from .library.arrivals import note_mailbox_read as note_mailbox_read
from .library.arrivals import note_mailbox_unread as note_mailbox_unread
from .library.arrivals import put_arrival_off as put_arrival_off
from .library.arrivals import take_up_mail as take_up_mail

from .library.classify import is_instead_of_film as is_instead_of_film
from .library.classify import kind_of as kind_of

from .library.forged import ALARM_THRESHOLD as ALARM_THRESHOLD

from .library.items import LibraryLayout as LibraryLayout
from .library.items import Undecided as Undecided
from .library.items import decide_about_item as decide_about_item
from .library.items import leave_item_alone as leave_item_alone
from .library.items import undecided_items as undecided_items
from .library.laid import arrivals_laid as arrivals_laid
from .library.laid import items_told_apart as items_told_apart
from .library.laid import newest_answer as newest_answer

from .library.libraries import LibraryLook as LibraryLook
from .library.libraries import Watch as Watch
from .library.libraries import every_library as every_library
from .library.libraries import follow_library as follow_library
from .library.libraries import libraries_of as libraries_of
from .library.libraries import libraries_of_cohorts as libraries_of_cohorts
from .library.libraries import libraries_seen_since as libraries_seen_since
from .library.libraries import libraries_to_look_at as libraries_to_look_at
from .library.libraries import libraries_to_watch as libraries_to_watch
from .library.libraries import note_look_asked as note_look_asked
from .library.libraries import note_not_watched as note_not_watched
from .library.libraries import note_watched as note_watched
from .library.libraries import record_changes as record_changes
from .library.libraries import record_library_problem as record_library_problem
from .library.libraries import tells_of_another_library as tells_of_another_library
from .library.libraries import try_libraries_now as try_libraries_now
from .library.libraries import try_library_again as try_library_again
from .library.libraries import unread_files as unread_files

from .library.mail_rows import attachments_to_open as attachments_to_open

from .library.unplaced import unplaced_files as unplaced_files

from .models import Library as Library
from .models import Route as Route
from .models import Submission as Submission
from .models import SubmissionState as SubmissionState

from .own_templates import MAX_TEMPLATE_BYTES as MAX_TEMPLATE_BYTES
from .own_templates import own_templates_of as own_templates_of
from .own_templates import template_about as template_about
from .own_templates import template_prompts as template_prompts
from .own_templates import templates_to_put as templates_to_put
from .own_templates import upload_template as upload_template
from .own_templates import use_our_template as use_our_template

from .reading.doubts import answered_about as answered_about

from .reading.film.film import MAX_FILM_BYTES as MAX_FILM_BYTES
from .reading.film.film import MAX_FILM_SECONDS as MAX_FILM_SECONDS
from .reading.film.film import NotMeasured as NotMeasured
from .reading.film.film import film_findings as film_findings
from .reading.film.film import measured_by_microsoft as measured_by_microsoft
from .reading.film.film import probe_film as probe_film

from .reading.film.tracks import Video as Video

from .reading.findings import Finding as Finding
from .reading.findings import Unreadable as Unreadable
from .reading.findings import info as info

from .reading.packed import BROKEN_PACKED as BROKEN_PACKED
from .reading.packed import MAX_OPENED_BYTES as MAX_OPENED_BYTES
from .reading.packed import TOO_LARGE_TO_OPEN as TOO_LARGE_TO_OPEN
from .reading.packed import look_inside as look_inside
from .reading.packed import unpacked as unpacked

from .reading.reports.guarded import read_plan as read_plan
from .reading.reports.guarded import read_report as read_report

from .reading.reports.measurements import Measured as Measured
from .reading.reports.measurements import numbers_beside as numbers_beside

from .reading.results import EMPTY_FILE as EMPTY_FILE
from .reading.results import IDENTITY_NUMBER as IDENTITY_NUMBER
from .reading.results import INFECTED_FILE as INFECTED_FILE
from .reading.results import TOO_LARGE_FILE as TOO_LARGE_FILE
from .reading.results import ToRead as ToRead
from .reading.results import UNREAD_KIND as UNREAD_KIND
from .reading.results import Understood as Understood
from .reading.results import note_file_gone as note_file_gone
from .reading.results import note_file_read as note_file_read
from .reading.results import plan_understood as plan_understood
from .reading.results import put_reading_off as put_reading_off
from .reading.results import refused as refused
from .reading.results import report_understood as report_understood
from .reading.results import versions_to_read as versions_to_read

from .retention import ToRemove as ToRemove
from .retention import files_to_remove as files_to_remove
from .retention import note_held as note_held
from .retention import note_not_removed as note_not_removed
from .retention import note_removed as note_removed

from .review.answered import answered as answered

from .review.consent import count_films_of as count_films_of

from .review.on_task import Answered as Answered
from .review.on_task import told_on_task as told_on_task

from .next_collection import collection_due_at as collection_due_at

from .review.receipts import answer_with_receipts as answer_with_receipts

from .review.settled import questions_about as questions_about
from .review.settled import settle_measured as settle_measured
from .review.settled import settle_step as settle_step

from .review.shared_reports import ToShare as ToShare
from .review.shared_reports import note_shared as note_shared
from .review.shared_reports import note_withdrawn as note_withdrawn
from .review.shared_reports import reports_to_share as reports_to_share
from .review.shared_reports import reports_to_withdraw as reports_to_withdraw

from .service import submissions_of_cohorts as submissions_of_cohorts
from .service import teams_taking_part as teams_taking_part
from .service import with_gone_file as with_gone_file

from .show.running_order import Film as Film
from .show.running_order import Piece as Piece
from .show.running_order import show_preflight as show_preflight
from .show.running_order import show_reel as show_reel

from .status import StatusLine as StatusLine
from .status import status_lines as status_lines

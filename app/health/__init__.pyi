from .job_runs import keep_job_runs as keep_job_runs
from .job_runs import runs_by_job as runs_by_job

from .models import NOT_BELIEVED as NOT_BELIEVED
from .models import JobRun as JobRun
from .models import SourceKind as SourceKind
from .models import UnreadableSource as UnreadableSource

from .problems import FIXES as FIXES
from .problems import Problem as Problem
from .problems import SENTENCES as SENTENCES
from .problems import problem_of as problem_of
from .problems import told as told

from .pulse import Pulse as Pulse
from .pulse import STORAGE as STORAGE
from .pulse import State as State

from .sources import OSLO as OSLO
from .sources import Refusal as Refusal
from .sources import is_put_off as is_put_off
from .sources import next_source_try as next_source_try
from .sources import note_readable as note_readable
from .sources import note_unreadable as note_unreadable
from .sources import try_sources_now as try_sources_now
from .sources import unread_kinds as unread_kinds
from .sources import unreadable_in_words as unreadable_in_words
from .sources import unreadable_sources as unreadable_sources

from .storage import StorageDamaged as StorageDamaged
from .storage import damage as damage
from .storage import refuse_damaged as refuse_damaged
from .storage import try_room as try_room
from .storage import watched_by as watched_by

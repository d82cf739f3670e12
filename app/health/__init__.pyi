from .job_runs import keep_job_runs as keep_job_runs
from .job_runs import runs_by_job as runs_by_job

from .models import JobRun as JobRun

from .problems import FIXES as FIXES
from .problems import Problem as Problem
from .problems import SENTENCES as SENTENCES
from .problems import problem_of as problem_of
from .problems import told as told

from .pulse import Pulse as Pulse
from .pulse import STORAGE as STORAGE
from .pulse import State as State

from .storage import StorageDamaged as StorageDamaged
from .storage import damage as damage
from .storage import refuse_damaged as refuse_damaged
from .storage import try_room as try_room
from .storage import watched_by as watched_by

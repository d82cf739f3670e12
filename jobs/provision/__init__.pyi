from .every_cohort import settle_everything as settle_everything

from .kinds import KINDS as KINDS
from .kinds import Price as Price

from .reconcile import A_BATCH as A_BATCH

from .refresh import refresh_cohort as refresh_cohort
from .refresh import refresh_everything as refresh_everything
from .refresh import refresh_what_was_asked as refresh_what_was_asked

from .settle import ask_directory as ask_directory
from .settle import settle_cohort as settle_cohort

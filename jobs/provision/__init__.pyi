from .granted import try_again_if_changed as try_again_if_changed

from .refresh import refresh_cohort as refresh_cohort
from .refresh import refresh_everything as refresh_everything
from .refresh import refresh_what_was_asked as refresh_what_was_asked

from .settle import ask_directory as ask_directory
from .settle import settle_cohort as settle_cohort
from .settle import settle_everything as settle_everything

from .models import Halt as Halt

from .service import MAX_WHY_CHARACTERS as MAX_WHY_CHARACTERS
from .service import halt_in_words as halt_in_words
from .service import halted_error as halted_error
from .service import is_halted as is_halted
from .service import refuse_while_halted as refuse_while_halted
from .service import resume_writing as resume_writing
from .service import standing_halt as standing_halt
from .service import stop_writing as stop_writing

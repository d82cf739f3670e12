from .fields import CHOOSE as CHOOSE
from .fields import FORMS as FORMS
from .fields import FormField as FormField
from .fields import PLANS as PLANS
from .fields import PRINTED_WORDS as PRINTED_WORDS
from .fields import PROMPT as PROMPT
from .fields import SELF_EVALUATION as SELF_EVALUATION

from .forms import render_form as render_form

from .models import Deliverable as Deliverable

from .service import Asked as Asked
from .service import OSLO as OSLO
from .service import asked_of_teams as asked_of_teams
from .service import days_of as days_of
from .service import get as get
from .service import of_cohort as of_cohort
from .service import window_of as window_of
from .service import with_key as with_key

from .windows import ALWAYS as ALWAYS
from .windows import Window as Window
from .windows import windows_of as windows_of

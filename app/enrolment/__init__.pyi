from .doubts.accounts import about_accounts as about_accounts
from .doubts.accounts import ask_about_shared_accounts as ask_about_shared_accounts
from .doubts.accounts import settle_shared_account as settle_shared_account

from .drafts import keep_draft as keep_draft
from .drafts import refuse_if_gone as refuse_if_gone
from .drafts import take_up_again as take_up_again

from .forms.bundle import Form as Form
from .forms.bundle import Slip as Slip
from .forms.bundle import Source as Source
from .forms.bundle import bundle_forms as bundle_forms
from .forms.bundle import is_bundle as is_bundle

from .forms.received import applications_of as applications_of

from .models import Application as Application

from .problems import Unreadable as Unreadable

from .service import EnrolmentResult as EnrolmentResult
from .service import enrol as enrol
from .service import waiting as waiting

from .sheets import Cell as Cell
from .sheets import Flaw as Flaw
from .sheets import Row as Row
from .sheets import Sheet as Sheet
from .sheets import Sheets as Sheets
from .sheets import Typed as Typed
from .sheets import Unseen as Unseen

from .store import waiting_names as waiting_names

from .workbook import read_workbook as read_workbook

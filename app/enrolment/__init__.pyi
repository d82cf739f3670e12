from .doubts.accounts import about_accounts as about_accounts
from .doubts.accounts import ask_about_shared_accounts as ask_about_shared_accounts
from .doubts.accounts import settle_shared_account as settle_shared_account

from .drafts import refuse_if_gone as refuse_if_gone
from .drafts import take_up_again as take_up_again

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

from .asker import Asker as Asker
from .asker import AskerDep as AskerDep
from .asker import NOBODY as NOBODY
from .asker import let_in as let_in

from .deeds import DeedDep as DeedDep

from .forms import not_forged as not_forged

from .objects import Scope as Scope

from .roles import Who as Who

from .sight import Sight as Sight

from .table import ROUTES as ROUTES

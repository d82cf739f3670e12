"""Who may do what: a table of routes, and the one place that decides."""

from app.access.asker import Asker, AskerDep, let_in
from app.access.deeds import DeedDep
from app.access.forms import not_forged
from app.access.roles import Who
from app.access.table import ROUTES

__all__ = ["ROUTES", "Asker", "AskerDep", "DeedDep", "Who", "let_in", "not_forged"]

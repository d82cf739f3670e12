from .bring import bring_in as bring_in
from .bring import read_mailbox as read_mailbox

from .collect import Collected as Collected
from .collect import collect_files as collect_files
from .collect import collect_what_is_due as collect_what_is_due

from .watch import watch_libraries as watch_libraries

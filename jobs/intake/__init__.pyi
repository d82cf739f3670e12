from .bring import bring_in as bring_in
from .bring import read_mailbox as read_mailbox

from .collect import Collected as Collected
from .collect import collect as collect
from .collect import collect_what_is_due as collect_what_is_due

from .watch import watch as watch

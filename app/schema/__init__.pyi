from .copies import copy_pages as copy_pages
from .copies import flush_to_disk as flush_to_disk
from .copies import remove_old_copies as remove_old_copies

from .files import database_file as database_file
from .files import refuse_network_share as refuse_network_share

from .revisions import newest_revision as newest_revision
from .revisions import present_revision as present_revision
from .revisions import refuse_newer as refuse_newer

from .service import upgrade_database as upgrade_database

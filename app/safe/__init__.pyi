from .limited_process import TooHeavy as TooHeavy
from .limited_process import run_limited as run_limited

from .office_parts import NotXml as NotXml
from .office_parts import Relationship as Relationship
from .office_parts import read_part as read_part
from .office_parts import relationships_name as relationships_name
from .office_parts import relationships_of as relationships_of

from .outbound import FILE_HOSTS as FILE_HOSTS
from .outbound import GRAPH_HOSTS as GRAPH_HOSTS
from .outbound import ON_THIS_MACHINE as ON_THIS_MACHINE
from .outbound import async_client as async_client
from .outbound import client as client
from .outbound import host_of as host_of
from .outbound import is_allowed as is_allowed
from .outbound import trusting as trusting

from .plain_json import read_plain_json as read_plain_json

from .spreadsheet import cell_text as cell_text

from .zips import Bounds as Bounds
from .zips import NotSafe as NotSafe
from .zips import has_macros as has_macros
from .zips import opened_zip as opened_zip

from .connection import Connection as Connection
from .connection import Options as Options
from .connection import Pace as Pace
from .connection import SDK_HANDLING_OFF as SDK_HANDLING_OFF
from .connection import V1 as V1

from .cursors import read_on as read_on

from .downloads import FILE_TIMEOUT as FILE_TIMEOUT
from .downloads import TooLarge as TooLarge
from .downloads import file_chunks as file_chunks
from .downloads import range_reader as range_reader
from .downloads import read_whole_file as read_whole_file
from .downloads import refuse_unsafe as refuse_unsafe

from .far_clock import FarClock as FarClock

from .pace import DocumentedPace as DocumentedPace
from .pace import Lane as Lane
from .pace import Limit as Limit

from .requests import Request as Request
from .requests import call as call
from .requests import id_of as id_of
from .requests import thing_in as thing_in
from .requests import value_of as value_of

from .sign_in import credential_of as credential_of
from .sign_in import live_sign_in as live_sign_in
from .sign_in import sandbox_sign_in as sandbox_sign_in

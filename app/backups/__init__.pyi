from .check import Checked as Checked
from .check import check_database as check_database

from .copy import back_up as back_up
from .copy import default_file as default_file
from .copy import sqlite_file as sqlite_file

from .generations import back_up_if_due as back_up_if_due
from .generations import complaint as complaint

from .move import move_to as move_to

from .restore import last_restored as last_restored
from .restore import note_restored as note_restored
from .restore import restore_backup as restore_backup

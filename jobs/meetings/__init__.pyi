from .attend import read_attendance as read_attendance

from .check_times import check_times as check_times

from .follow import follow as follow

from .mailboxes import ask_about as ask_about

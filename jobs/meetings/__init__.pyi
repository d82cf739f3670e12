from .attend import read_attendance as read_attendance

from .check_times import check_asked_times as check_asked_times

from .follow import READ_INTERVAL as READ_INTERVAL
from .follow import follow_outlook as follow_outlook

from .mailboxes import check_mailbox as check_mailbox

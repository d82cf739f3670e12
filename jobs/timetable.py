"""What the clock starts. APScheduler keeps no state: what is due stands in our rows.

Nothing runs between 02 and 03, because that hour comes twice on the autumn night.
"""

from apscheduler.triggers.interval import IntervalTrigger

TIMETABLE = {"what is due": IntervalTrigger(seconds=10)}

from .participants import Participant as Participant
from .participants import participants_in as participants_in

from .service import CourseResult as CourseResult
from .service import about_courses as about_courses
from .service import read_course_list as read_course_list
from .service import settle_participant as settle_participant

from .answers import Answer as Answer
from .answers import MAX_ANSWERS_AT_ONCE as MAX_ANSWERS_AT_ONCE
from .answers import read_answers as read_answers

from .kinds import AskedOf as AskedOf
from .kinds import KINDS as KINDS
from .kinds import QuestionKind as QuestionKind

from .models import Question as Question

from .service import Asking as Asking
from .service import answer_question as answer_question
from .service import answered_questions as answered_questions
from .service import answers_in as answers_in
from .service import asking_in_full as asking_in_full
from .service import ask_question as ask_question
from .service import forget_questions as forget_questions
from .service import in_full as in_full
from .service import open_questions as open_questions
from .service import with_id as with_id
from .service import withdraw_unasked as withdraw_unasked

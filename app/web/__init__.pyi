from .dates import day as day
from .dates import moment as moment

from .form_press import FormPress as FormPress
from .form_press import FormPressDep as FormPressDep

from .http.heads import MAX_SMALL_FORM_BYTES as MAX_SMALL_FORM_BYTES
from .http.heads import declared_bytes as declared_bytes

from .http.security_headers import LOOPBACK as LOOPBACK

from .language import LANGUAGES as LANGUAGES
from .language import current_language as current_language
from .language import gettext as gettext
from .language import in_language as in_language
from .language import ngettext as ngettext
from .language import said as said

from .multipart import form_with_file as form_with_file

from .own_path import own_address as own_address
from .own_path import path_of_ours as path_of_ours

from .page import Page as Page
from .page import PageDep as PageDep

from .pagination import OnePage as OnePage
from .pagination import PAGE_SIZE as PAGE_SIZE
from .pagination import one_page as one_page

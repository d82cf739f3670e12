from .errors import NotSignedIn as NotSignedIn
from .errors import TokenRefused as TokenRefused

from .expiry import NOTHING_EXPIRES_TEXT as NOTHING_EXPIRES_TEXT
from .expiry import credentials_expiry as credentials_expiry
from .expiry import expiry_warnings as expiry_warnings

from .links import LINK_HOLDS_NO_MORE as LINK_HOLDS_NO_MORE
from .links import make_link as make_link
from .links import open_link as open_link
from .links import revoke_links as revoke_links

from .secrets import hash_secret as hash_secret
from .secrets import seal as seal
from .secrets import unseal as unseal

from .service import SIGN_IN_ATTEMPT_LIFETIME as SIGN_IN_ATTEMPT_LIFETIME
from .service import Caller as Caller
from .service import SANDBOX_CLIENT as SANDBOX_CLIENT
from .service import SignIn as SignIn
from .service import open_sign_in as open_sign_in

from .sessions import LONGEST_SESSION as LONGEST_SESSION
from .sessions import begin_session as begin_session
from .sessions import end_all_sessions as end_all_sessions
from .sessions import end_other_sessions as end_other_sessions
from .sessions import end_session as end_session
from .sessions import find_session as find_session
from .sessions import is_new_session as is_new_session
from .sessions import sessions_of_person as sessions_of_person
from .sessions import vouch_for_session_again as vouch_for_session_again

from .accounts import accounts_known as accounts_known
from .accounts import addresses_of as addresses_of
from .accounts import called_by as called_by
from .accounts import join_rows as join_rows
from .accounts import part_rows as part_rows
from .accounts import present_addresses as present_addresses
from .accounts import rows_at as rows_at
from .accounts import rows_by_account as rows_by_account
from .accounts import rows_of as rows_of
from .accounts import same_account as same_account

from .directory import NO_ANSWER as NO_ANSWER
from .directory import ToLookUp as ToLookUp
from .directory import UNANSWERED_INTERVAL as UNANSWERED_INTERVAL
from .directory import note_directory_answer as note_directory_answer
from .directory import people_to_look_up as people_to_look_up
from .directory import someone_is_unanswered as someone_is_unanswered
from .directory import with_addresses as with_addresses

from .display import Reader as Reader
from .display import may_be_told as may_be_told
from .display import roles_in_words as roles_in_words
from .display import told_as as told_as

from .models import Access as Access
from .models import Person as Person
from .models import Role as Role
from .models import RoleGrant as RoleGrant

from .roles import ACCESS_IN_NORWEGIAN as ACCESS_IN_NORWEGIAN
from .roles import NO_OWN_NAMES as NO_OWN_NAMES
from .roles import access_named as access_named
from .roles import leads_team as leads_team
from .roles import may_lack_team as may_lack_team
from .roles import role_called as role_called
from .roles import role_named as role_named
from .roles import role_title as role_title
from .roles import role_titles as role_titles
from .roles import roles_like as roles_like
from .roles import sits_in_team as sits_in_team

from .service import by_address as by_address
from .service import everybody as everybody
from .service import grant_also as grant_also
from .service import grant_exactly as grant_exactly
from .service import grants_in as grants_in
from .service import grants_held as grants_held
from .service import set_known_facts as set_known_facts
from .service import upsert_person as upsert_person
from .service import with_address as with_address

from .spelling import same_spelling as same_spelling
from .spelling import tidy_address as tidy_address
from .spelling import tidy_text as tidy_text
from .spelling import with_marks as with_marks

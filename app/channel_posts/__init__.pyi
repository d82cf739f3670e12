from .service import channel_address_for as channel_address_for
from .service import note_channel_refused as note_channel_refused
from .service import post_card as post_card
from .service import refused_channels_in as refused_channels_in
from .service import team_uid_of as team_uid_of
from .service import team_page as team_page

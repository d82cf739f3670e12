from .cards import post_in_channels as post_in_channels

from .film_pieces import film_piece as film_piece

from .remove import remove_approved_files as remove_approved_files

from .send import send_what_is_owed as send_what_is_owed

from .share import share_reports as share_reports

from .show_pack import pack_show as pack_show

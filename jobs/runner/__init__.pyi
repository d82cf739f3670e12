from .anchor import try_to_anchor as try_to_anchor

from .lock import running_service as running_service
from .lock import the_one_runner as the_one_runner

from .service import Runner as Runner

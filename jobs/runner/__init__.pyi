from .service import Runner as Runner
from .service import running_service as running_service
from .service import the_one_runner as the_one_runner

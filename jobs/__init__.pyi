from .clock import WallClock as WallClock

from .demo_people import bearer_token as bearer_token

from .doctor import CHECKS as CHECKS
from .doctor import CheckResult as CheckResult
from .doctor import record_tenant as record_tenant

from .tenant import embedded_sandbox_address as embedded_sandbox_address
from .tenant import open_tenant as open_tenant

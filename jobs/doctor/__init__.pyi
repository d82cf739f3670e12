from .checks import CHECKS as CHECKS

from .recording import record_tenant as record_tenant

from .result import CheckResult as CheckResult

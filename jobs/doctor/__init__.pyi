from .checks import CHECKS as CHECKS

from .result import CheckResult as CheckResult

"""The checks of `kull doctor` and Teknisk status, a function each; CHECKS lists them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.doctor.database import (
    check_audit_chain,
    check_backup,
    check_configuration,
    check_database,
    check_storage,
)
from jobs.doctor.sign_in import check_credentials, check_permissions, check_tokens
from jobs.doctor.work import check_halt, check_jobs, check_letters, check_service, check_sources

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobs.doctor.result import CheckResult

CHECKS: tuple[Callable[[], CheckResult], ...] = (
    check_configuration,
    check_database,
    check_storage,
    check_jobs,
    check_service,
    check_audit_chain,
    check_backup,
    check_tokens,
    check_credentials,
    check_permissions,
    check_sources,
    check_letters,
    check_halt,
)

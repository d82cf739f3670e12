"""A form that was sent: its sender, its time, and the job that follows when it is done."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003 - beside FastAPI's
from typing import Annotated

from fastapi import BackgroundTasks, Depends, Form, Request
from fastapi.responses import RedirectResponse  # noqa: TC002 - beside it

from app import audit
from app.access import DeedDep  # noqa: TC001 - beside it
from app.db import Number, SessionDep  # noqa: TC001 - beside it
from app.web.http.form_replay import once
from app.web.own_path import own_address


class FormPress:
    """The fields of every form that changes something; `read` is the version its sender was shown.

    `address` is our own, for the links that a press mails.
    """

    def __init__(
        self,
        session: SessionDep,
        deed: DeedDep,
        request: Request,
        then: BackgroundTasks,
        form_key: Annotated[str, Form()] = "",
        read: Annotated[Number | None, Form()] = None,
    ) -> None:
        self.session, self.deed, self.address = session, deed, own_address(request)
        self._key, self._then, self._wake = form_key, then, request.app.state.wake
        self._read = read

    def once(self, act: Callable[[], str], *job: str, base: str = "") -> RedirectResponse:
        """Run `act` once and go where it says; after the commit the runner looks for work, or does `job`."""
        answer = once(self.session, key=self._key, now=self.deed.at, act=act, base=base)
        self._then.add_task(self._wake, *job)
        return answer

    def unchanged(self, *about: str, cohort_id: int | None = None) -> None:
        """Raise Conflict when one of these things has changed after the form was shown."""
        if self._read is not None:
            audit.refuse_if_changed(self.session, about=about, since=self._read, cohort_id=cohort_id)


FormPressDep = Annotated[FormPress, Depends()]

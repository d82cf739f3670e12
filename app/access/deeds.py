"""The deed of a request: its sender is the actor, its arrival the moment."""

from typing import Annotated

from fastapi import Depends

from app.access.asker import AskerDep
from app.audit import Deed
from app.config import settings


async def deed_of(asker: AskerDep) -> Deed:
    return Deed(actor=asker.actor, at=settings().clock())


DeedDep = Annotated[Deed, Depends(deed_of)]

"""Mail as delivered inside the tenant, so that each receiver's mails can be counted."""

from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row


def deliver_mail(
    state: State, to: str, *, kind: str, subject: str, event: str | None = None, **more: object
) -> Row:
    mail = {"id": f"mail-{state.number()}", "to": to.casefold(), "kind": kind, "subject": subject}
    return state.put("mail", mail | {"at": state.stamp(), "event": event} | more)


def mailbox(state: State, address: str) -> list[Row]:
    return [shape(mail) for mail in state.by("mail", "to", address)]


def shape(mail: Row) -> Row:
    return {name: mail[name] for name in ("kind", "subject", "to", "at", "event", "id")} | mail

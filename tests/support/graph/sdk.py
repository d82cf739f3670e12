"""What msgraph-sdk says of Graph v1.0, read from its source once and kept beside it in .venv."""

import hashlib
import json
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import uuid4

from contract.facts import FACTS, SAME_ADDRESS, TYPES_BESIDE_THE_SDK

from support.graph import sdk_addresses, sdk_types

KEPT = Path(sys.prefix) / "graph-sdk-facts.json"


@dataclass(frozen=True)
class Sdk:
    operations: dict[str, Any]  # by the fact's name: options, body, answer
    types: dict[str, Any]


@cache
def sdk() -> Sdk:
    key = _key()
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    if kept.get("key") != key:
        kept = {"key": key, **_read()}
        _keep(kept)
    beside = {name: {"base": None, "fields": fields} for name, fields in TYPES_BESIDE_THE_SDK.items()}
    return Sdk(kept["operations"], beside | kept["types"])


def known_as(address: str) -> str:
    """Return the address under which the SDK has an operation that is also reached by another."""
    for pattern, same in SAME_ADDRESS:
        address = re.sub(pattern, same, address)
    return address


def rows_of(name: str) -> str:
    """Return the type of what an operation answers with: of a list, that of its rows."""
    answer = (sdk().operations.get(name) or {}).get("answer") or ""
    row = sdk().types.get(answer, {})
    of = row.get("fields", {}).get("value", "")
    return str(of.strip("[#]") if of.startswith("[#") else answer)


def _read() -> dict[str, Any]:
    types, operations = sdk_types.all_types(), {}
    for fact in FACTS.values():
        if found := sdk_addresses.operation(known_as(fact.address)):
            operations[fact.name], more = found
            types |= more
    return {"operations": operations, "types": types}


def _key() -> str:
    code = [
        Path(module.__file__).read_bytes() for module in (sdk_addresses, sdk_types, sys.modules[__name__])
    ]
    facts = repr([(fact.name, fact.address) for fact in FACTS.values()]) + repr(SAME_ADDRESS)
    return hashlib.sha256(b"".join([version("msgraph-sdk").encode(), facts.encode(), *code])).hexdigest()


def _keep(facts: dict[str, Any]) -> None:
    """Put the file in place in one move: several test processes may do so at once."""
    new = KEPT.with_name(f"{KEPT.name}.{uuid4().hex}")
    with suppress(OSError):  # where nothing may be written it is read anew by each process
        new.write_text(json.dumps(facts), "utf-8")
        new.replace(KEPT)

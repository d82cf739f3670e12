"""The modules of Microsoft's SDK that the adapters load: `python -m support.loaded_builders`, in tests/."""

from __future__ import annotations

import sys

from support.adapter_requests import all_requests


def loaded() -> list[str]:
    """Return the modules below `msgraph.generated`, in a process where nothing else has loaded any."""
    all_requests()
    return sorted(name for name in sys.modules if name.startswith("msgraph.generated."))


if __name__ == "__main__":
    print("\n".join(loaded()))

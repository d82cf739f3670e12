"""Every test that asks for `run` is run in each of the ways a tenant is reached."""

from functools import partial
from pathlib import Path

import pytest
from contract import tenants

WAYS = [
    "in process",
    "http",
    "https",
    pytest.param(
        "live", marks=pytest.mark.skipif(not tenants.LIVE, reason="a real tenant: GRAPH_CONTRACT_TENANT=1")
    ),
]


@pytest.fixture(scope="session")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tls")


@pytest.fixture(params=WAYS)
def run(request: pytest.FixtureRequest, tls: Path) -> tenants.Run:
    ways: dict[str, tenants.Run] = {
        "in process": tenants.in_process,
        "http": tenants.over_http,
        "https": partial(tenants.over_https, folder=tls),
        "live": tenants.live,
    }
    return ways[request.param]

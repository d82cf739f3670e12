"""Every test that asks for `run` is run in each of the ways a tenant is reached."""

from functools import partial
from pathlib import Path

import pytest
from support import contract_tenants

WAYS = [
    "in process",
    "http",
    "https",
    pytest.param(
        "live",
        marks=pytest.mark.skipif(not contract_tenants.LIVE, reason="a real tenant: GRAPH_CONTRACT_TENANT=1"),
    ),
]


@pytest.fixture(scope="session")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tls")


@pytest.fixture(params=WAYS)
def run(request: pytest.FixtureRequest, tls: Path) -> contract_tenants.Run:
    ways: dict[str, contract_tenants.Run] = {
        "in process": contract_tenants.in_process,
        "http": contract_tenants.over_http,
        "https": partial(contract_tenants.over_https, folder=tls),
        "live": contract_tenants.live,
    }
    return ways[request.param]

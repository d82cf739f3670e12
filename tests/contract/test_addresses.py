"""Addresses are filled in as the SDK would, whatever stands in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from kiota_abstractions.authentication import AnonymousAuthenticationProvider
from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation
from msgraph.graph_request_adapter import GraphRequestAdapter
from msgraph.graph_service_client import GraphServiceClient

from graph_adapters.transport.requests import call

GRAPH = GraphServiceClient(request_adapter=GraphRequestAdapter(AnonymousAuthenticationProvider()))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


def _by_the_sdk(builder: object, query: dict[str, str]) -> str:
    parameters = dict(builder.path_parameters)  # type: ignore[attr-defined]
    information = RequestInformation(Method.GET, builder.url_template, parameters)  # type: ignore[attr-defined]
    information.query_parameters = query
    return information.url


@given(WORDS, WORDS)
def test_ids_and_options_are_written_as_the_sdk_writes_them(word: str, option: str) -> None:
    builders = [
        GRAPH.teams.by_team_id(word).channels.by_channel_id(option).tabs,
        GRAPH.groups_with_unique_name(word),
        GRAPH.drives.by_drive_id(word).items.by_drive_item_id("root").delta,
        GRAPH.planner.tasks.by_planner_task_id(word).details,
        GRAPH.teams.by_team_id(word).members.add,
    ]
    for builder in builders:
        assert call(builder).path == _by_the_sdk(builder, {})
    tabs = builders[0]
    expected = _by_the_sdk(tabs, {"%24expand": option, "%24filter": "id eq 'a b'"})
    assert call(tabs, expand=option, filter="id eq 'a b'").path == expected

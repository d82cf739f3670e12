"""What the document says the sandbox can do is what it can do."""

from support.paths import ROOT
from support.sandbox.story import told

from graph_adapters.sandbox.coverage import METADATA_ONLY, evidence, written
from graph_adapters.sandbox.engine.routes import GRAPH
from graph_adapters.sandbox.engine.settings import SETTINGS

DOCUMENT = ROOT / "docs" / "sandbox.md"
# Refused by Graph itself to an app, or the same as another under a second name.
NOT_TOLD = {
    "channel.messages.create",
    "channel.provisionEmail",
    "drive.root.content.getByPath",
    "drive.root.content.putByPath",
    "driveItem.content.getByPath",
    "event.attachments.get",
    "group.events.create",
    "group.owners.remove",
}


def test_the_table_of_operations_is_current() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert written(text) == text


def test_every_operation_says_how_good_its_evidence_is() -> None:
    grades = [evidence().get(one.name, METADATA_ONLY)[0] for one in GRAPH.operations]
    assert set(grades) == {"A", "B", "C", "D"}
    assert evidence()["channel.create"] == ("A", "2023")
    assert evidence()["plan.update"] == ("B", "2025")


def test_every_setting_is_explained() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert {name for name in SETTINGS if f"`{name}`" not in text} == set()


def test_every_operation_is_in_the_story() -> None:
    assert {one.name for one in GRAPH.operations} - {step.name for step in told()} == NOT_TOLD

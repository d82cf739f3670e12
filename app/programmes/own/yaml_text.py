"""A programme written out as the file a person can change and bring back."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from ruamel.yaml import YAML

if TYPE_CHECKING:
    from app.programmes.language.definition import Definition


def as_yaml(definition: Definition) -> str:
    """Write a programme as YAML, in the order of the language and without default values."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # untyped in ruamel
    yaml.width = 110
    written = StringIO()
    yaml.dump(definition.model_dump(mode="json", exclude_defaults=True), written)
    return written.getvalue()

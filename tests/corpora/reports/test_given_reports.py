"""The cases that are given: each reads as its README says."""

from __future__ import annotations

import pytest
from support.paths import ROOT

from app.deliverables.fields import POSTER
from app.submissions.reading.reports.fields import read
from app.submissions.reading.reports.templates import bindings
from corpora.reports.case import LABELS, WHOLE

GIVEN = ROOT.parent / "shared/cases/reports"
pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(not GIVEN.exists(), reason="the given cases are not on this machine"),
]
STEPS_AS_WRITTEN = {
    "05p_selv_bedre_enn_2.docx": "bedre enn 2",
    "31b_selv_Vurderes_i_uke_4.docx": "Vurderes i uke 4",
    "31g_selv_Vi_er_ikke_pa_trinn_3.docx": "Vi er ikke på trinn 3",
    "33_hjelpetekst_i_etikettcelle.docx": "3: Enkelte forbedringer har kommet frem",
}


def _read(name: str, given: tuple[str, ...] = ()) -> dict[str, str]:
    report = read((GIVEN / name).read_bytes(), fields=POSTER, given=given)
    return {one.key: one.text for one in report.answers}


@pytest.mark.parametrize("name", STEPS_AS_WRITTEN)
def test_thirteen_answers_are_read_as_written(name: str) -> None:
    assert _read(name) == WHOLE | {"selvevaluering": STEPS_AS_WRITTEN[name]}


def test_the_main_part_is_found_under_another_name() -> None:
    assert _read("document2.docx") == {
        "prosjekt": "Kortere ventetid",
        "problem": "Pasientene venter for lenge.",
        "mal": "Halvere ventetiden",
        "tiltak": "Tavlemøte hver dag",
        "resultater": "Fra 5 til 3 timer",
        "selvevaluering": "3: Enkelte forbedringer har kommet frem",
    }


def test_every_field_of_the_units_own_template_comes_back() -> None:
    found = bindings((GIVEN / "own_template.docx").read_bytes(), fields=POSTER)
    assert (list(found.sources), found.lacks, found.findings) == (list(LABELS), (), ())
    assert _read("33_hjelpetekst_i_etikettcelle.docx", found.said) == WHOLE

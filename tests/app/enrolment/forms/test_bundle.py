from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from support.forms import word_form
from support.workbooks import KARI, xlsx

from app.enrolment.forms.bundle import MAX_FORMS, SLIP, Form, Slip, bundle_forms, is_bundle, unbundled
from app.enrolment.problems import Unreadable
from app.enrolment.workbook import read_workbook

FORM = Form("a.docx", word_form())


def with_slip(written: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(SLIP, written)
    return out.getvalue()


def test_forms_come_out_as_they_went_in_with_their_slip() -> None:
    slip = Slip(received_at="2026-02-27T12:00:00+01:00", source="page", case_number="2026/118")
    other = xlsx(KARI)
    data = bundle_forms([FORM, Form("../b.xlsx", other)], slip)
    assert is_bundle(data)
    assert unbundled(data) == (slip, (FORM, Form("b.xlsx", other)))


def test_a_workbook_is_no_bundle() -> None:
    assert is_bundle(xlsx(KARI)) is False


@pytest.mark.parametrize(
    "written",
    ["", "[]", '{"source": "elsewhere"}', '{"received_at": "i går"}', '{"received_at": "2026-02-27"}'],
)
def test_a_slip_that_is_not_ours_is_refused(written: str) -> None:
    with pytest.raises(Unreadable, match="skadet"):
        unbundled(with_slip(written))


def test_too_many_at_once_are_refused() -> None:
    with pytest.raises(Unreadable, match="flere omganger"):
        bundle_forms([FORM] * (MAX_FORMS + 1), Slip())


def test_a_bundle_inside_another_is_not_opened() -> None:
    data = bundle_forms([FORM, Form("b.zip", bundle_forms([FORM], Slip()))], Slip())
    assert [(one.sheet, one.code) for one in read_workbook(data, "søknader").problems] == [
        ("b.zip", "not_a_form")
    ]

"""A real Chromium, and the whole service with nothing, something and hostile things in it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, sync_playwright
from support.browser.browsing import CHROMIUM, HERE, WIDE, Service, Window, filled, running
from support.browser.what_is_there import BROKEN, EMPTY, HOSTILE, ORDINARY

from app.web.language import COOKIE

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine; apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    yield from running(tmp_path_factory.mktemp("empty"), EMPTY)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the ordinary service holds, made once; each that begins with it has its own copy."""
    folder = tmp_path_factory.mktemp("example")
    filled(folder, ORDINARY)
    return folder


@pytest.fixture(scope="session")
def ordinary(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The example cohort, provisioned, and one that is to begin."""
    yield from running(_copy(example, tmp_path_factory.mktemp("ordinary")), EMPTY)


@pytest.fixture(scope="session")
def broken(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The same, with everything gone wrong that can."""
    yield from running(_copy(example, tmp_path_factory.mktemp("broken")), BROKEN)


def _copy(whole: Path, to: Path) -> Path:
    return Path(shutil.copytree(whole, to, dirs_exist_ok=True))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Names that are code, very long, or written from right to left."""
    yield from running(tmp_path_factory.mktemp("hostile"), HOSTILE)


@pytest.fixture
def fresh(tmp_path: Path, window: Window) -> Iterator[Service]:
    """A service of one's own, for tests that change things; nobody looks at it any more when it stops."""
    service = running(tmp_path, EMPTY)
    yield next(service)
    window.leave()
    next(service, None)


@pytest.fixture
def another(example: Path, tmp_path: Path, window: Window) -> Iterator[Service]:
    """What the ordinary service holds, for tests that change things: the others are left as they were."""
    service = running(_copy(example, tmp_path / "another"), EMPTY)
    yield next(service)
    window.leave()
    next(service, None)


@pytest.fixture
def window(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Window]:
    """A window as the test wants it (`@pytest.mark.parametrize("window", [{…}], indirect=True)`), signed in.

    `language` is one that was chosen here before. No test ends well when the console complained.
    """
    wanted = {"viewport": WIDE, "locale": "nb-NO", "color_scheme": "light", **getattr(request, "param", {})}
    language = wanted.pop("language", None)
    context = chromium.new_context(**wanted)
    if language:
        context.add_cookies([{"name": COOKIE, "value": language, "url": HERE}])
    opened = Window(context)
    yield opened
    context.close()
    assert opened.complaints == []

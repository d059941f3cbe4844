"""The browser, the site and what every page must keep: no console error, no foreign request."""

import os
import re
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from shancha.demo.logins import PASSWORD, email_of
from tests.flows.site import ROOT, Site, kept_site, running_site

RESULT = pytest.StashKey[pytest.TestReport]()
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
_SETTINGS: dict[str, Any] = {
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
    "service_workers": "block",
}
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_QUIET = [
    "--no-sandbox",
    "--font-render-hinting=none",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PICTURES = ROOT / ".shancha" / "flows"
# Playwright blocks service workers in the tests, and says so once a page; some tests cut the network.
_EXPECTED = ("Service Worker registration blocked by Playwright", "net::ERR_INTERNET_DISCONNECTED")
# The browser reports each refusal of the API, which the client shows to the person in its own way.
_REFUSAL = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
expect.set_options(timeout=15_000)


def browser_path() -> str | None:
    """Debian's Chromium, or the one named by SHANCHA_BROWSER."""
    named = os.environ.get("SHANCHA_BROWSER")
    return named or next((found for name in _BROWSERS if (found := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keeps the test's result for the fixtures."""
    report = yield
    if report.when == "call":
        item.stash[RESULT] = report
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, or the one named by SHANCHA_BROWSER."""
    return {**browser_type_launch_args, "executable_path": browser_path(), "args": _QUIET}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running installation with the small demo world, one for each process that tests."""
    if kept := kept_site():
        yield kept
        return
    database = f"flows{os.environ.get('PYTEST_XDIST_WORKER', '')}"
    with running_site(tmp_path_factory.mktemp("site"), database=database) as running:
        yield running


@pytest.fixture
def open_page(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Opens a page as a phone (or with `desktop=True`), signed in where a handle is given. The test
    fails on any console error, page error or request to another host; a failed one leaves pictures of its
    pages in .shancha/flows."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def make(*, handle: str | None = None, desktop: bool = False, **options: Any) -> Page:
        settings = {**_SETTINGS, **(DESKTOP if desktop else PHONE), **options}
        context = browser.new_context(base_url=site.base, **settings)
        contexts.append(context)
        if handle:
            sign_in(context, site, handle)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: _note(faults, message))
        page.on("pageerror", lambda error: faults.append(f"page error: {error}"))
        page.on("request", lambda request: _note_foreign(faults, request.url))
        return page

    site.forget_limits()
    yield make
    if (result := request.node.stash.get(RESULT, None)) and result.failed:
        _picture(contexts, request.node.name)
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def _note(faults: list[str], message: ConsoleMessage) -> None:
    if message.type != "error" or any(expected in message.text for expected in _EXPECTED):
        return
    if _REFUSAL.match(message.text) and "/api/" in message.location.get("url", ""):
        return
    faults.append(f"console: {message.text} ({message.location.get('url', '')})")


def _picture(contexts: list[BrowserContext], name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages):
        page.screenshot(path=PICTURES / f"{name}-{number}.png")


def _note_foreign(faults: list[str], url: str) -> None:
    if url.startswith("http") and not url.startswith(("http://127.0.0.1:", "http://localhost:")):
        faults.append(f"foreign request: {url}")


def sign_in(context: BrowserContext, site: Site, handle: str) -> None:
    """Signs the context in through the API, as the login screen does."""
    site.forget_limits()
    session = context.request.get(f"{site.base}/api/v1/session").json()
    answer = context.request.post(
        f"{site.base}/api/v1/auth/email/sign-in",
        data={"email": email_of(handle), "password": PASSWORD},
        headers={"X-CSRFToken": session["csrf_token"]},
    )
    assert answer.ok, answer.text()

"""What every page keeps: accessible, inside its width, large enough to touch, still, light and safe."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.flows.actions import Api, open_feed, skip_interests, tiles
from tests.flows.site import ROOT, Site

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Public pages first; `{note}` is the newest note of the feed.
PATHS = (
    "/", "/?tab=following", "/?tab=nearby", "/n/{note}", "/u/anna", "/u/anna/followers", "/topics",
    "/t/{topic}", "/search", "/search?q=咖啡", "/login", "/welcome", "/rules",
    "/rules/community-rules", "/transparency", "/outbox", "/settings", "/settings/display",
    "/settings/content", "/not-here",
)  # fmt: skip
OWN_PATHS = (
    "/publish", "/publish?write", "/messages", "/messages/likes", "/messages/comments", "/messages/system",
    "/me", "/me/edit", "/reports", "/settings/account", "/settings/devices", "/settings/privacy",
    "/settings/blocks", "/settings/notices", "/settings/minors", "/settings/data", "/settings/tokens",
    "/settings/verification", "/settings/about",
)  # fmt: skip
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= width) return []
  return [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > width + 1)
    .slice(-3).map((one) => one.outerHTML.slice(0, 120)) }"""
# Links inside running text may be as small as their line (WCAG 2.5.8), and what is only for screen readers.
SMALL = """() => [...document.querySelectorAll('a[href], button, [role=tab], input, select, textarea')]
  .filter((one) => {
    if (one.closest('p, small, .rich, [aria-hidden=true], .sr-only, .skip, [inert], [hidden]')) return false
    if (!one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false
    const target = one.closest('label') ?? one
    const box = target.getBoundingClientRect()
    const hit = getComputedStyle(one, '::after')
    const reach = hit.content !== 'none' && hit.position === 'absolute'
      ? { width: Math.max(box.width, box.width - parseFloat(hit.left) - parseFloat(hit.right)),
          height: Math.max(box.height, box.height - parseFloat(hit.top) - parseFloat(hit.bottom)) } : box
    return box.width > 1 && box.height > 1 && (reach.height < 43.5 || reach.width < 43.5) })
  .map((one) => { const box = one.getBoundingClientRect()
    return `${Math.round(box.width)}x${Math.round(box.height)} ${one.outerHTML.slice(0, 140)}` })"""


@pytest.fixture(scope="module")
def places() -> dict[str, str]:
    """Filled by the first page that is opened."""
    return {}


def each_path(page: Page, places: dict[str, str], paths: tuple[str, ...]):
    """Opens the pages one after the other, each settled."""
    if not places:
        api = Api(page.context)
        places["note"] = api.get("/users/anna/notes")["items"][0]["id"]
        places["topic"] = api.get("/topics/hot")["items"][0]["slug"]
    for path in paths:
        page.goto(path.format(**places))
        expect(page.locator("h1, h2").first).to_be_attached()
        expect(page.locator("[aria-busy=true], .skeleton, .spinner")).to_have_count(0)
        yield path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("desktop", [False, True], ids=["phone", "desktop"])
def test_no_serious_fault_of_accessibility(open_page: Callable[..., Page], places, scheme, desktop):
    faults = []
    for handle, paths in ((None, PATHS), ("kales", OWN_PATHS)):
        page = open_page(
            handle=handle, desktop=desktop, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
        )
        skip_interests(page)
        page.add_init_script(path=AXE)
        for path in each_path(page, places, paths):
            found = page.evaluate(
                "(tags) => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })"
                ".then(({ violations }) => violations.filter(({ impact }) => /serious|critical/.test(impact))"
                ".map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160))"
                ".join(' | ')}`))",
                RULES,
            )
            faults += [f"{path} {fault}" for fault in found]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_overflows_and_targets_are_large_enough(open_page: Callable[..., Page], places, width):
    faults = []
    for handle, paths in ((None, PATHS), ("kales", OWN_PATHS)):
        page = open_page(handle=handle, desktop=width > 1000, viewport={"width": width, "height": 844})
        skip_interests(page)
        for path in each_path(page, places, paths):
            faults += [f"{path} overflows: {fault}" for fault in page.evaluate(OVERFLOW)]
            if width < 1000:
                faults += [f"{path} small: {fault}" for fault in page.evaluate(SMALL)]
    assert not faults, "\n".join(dict.fromkeys(faults))


def test_first_screens_stand_still_and_are_light(open_page: Callable[..., Page]):
    page = open_page()
    skip_interests(page)
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => {"
        " if (!entry.hadRecentInput) window.shift += entry.value }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    open_feed(page)
    page.wait_for_load_state("networkidle")
    pictures = page.evaluate(
        "performance.getEntriesByType('resource').filter(({ name }) => /[.]webp$/.test(name))"
        ".reduce((sum, { transferSize }) => sum + transferSize, 0)"
    )
    assert 0 < pictures <= 200_000
    assert page.evaluate("window.shift") < 0.02
    page.goto(tiles(page).first.get_by_role("heading").get_by_role("link").get_attribute("href"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shift") < 0.02


def test_the_policy_forbids_inline_scripts_and_pages_work_under_it(browser: Browser, site: Site):
    page = browser.new_page(base_url=site.base)
    skip_interests(page)
    policy = page.goto("/").headers["content-security-policy"]
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";") if " " in part.strip())
    scripts = rules.get("script-src", rules["default-src"])
    assert "'unsafe-inline'" not in scripts
    assert "'unsafe-eval'" not in scripts
    assert "http:" not in scripts
    assert "*" not in scripts
    assert rules["object-src"] == "'none'"
    assert "frame-ancestors" in rules
    expect(tiles(page).first).to_be_visible()
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.broken=1\">')")
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate(
            "const tag = document.createElement('script'); tag.textContent = 'window.broken = 1';"
            " document.head.append(tag)"
        )
    assert page.evaluate("window.broken") is None
    page.close()


def test_the_client_opens_without_a_network(open_page: Callable[..., Page]):
    page = open_page(service_workers="allow")
    skip_interests(page)
    open_feed(page)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function(
        "() => caches.keys().then((names) => Promise.all("
        "names.map((name) => caches.open(name).then((one) => one.keys()))))"
        ".then((all) => all.flat().length > 20)"
    )
    page.reload(wait_until="networkidle")  # so that no picture is still on its way when the network goes
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("navigation", name="主导航")).to_be_visible()
    expect(page.get_by_text(re.compile("网络不通"))).to_be_visible()
    page.context.set_offline(False)  # everything that failed tries again by itself
    expect(tiles(page).first).to_be_visible()
    expect(page.locator("section.hot li a").first).to_be_visible()
    expect(page.get_by_role("button", name="再试一次")).to_have_count(0)

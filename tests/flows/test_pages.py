"""What every page keeps: accessible, inside its width, large enough to touch, still, light and safe."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as TooLong

from shancha.demo.logins import MERCHANT, MERCHANT_STORE
from tests.flows.actions import Api, open_feed, skip_interests, tiles
from tests.flows.site import ROOT, Site

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Public pages first; the names in braces are those of `find_places`.
PATHS = (
    "/", "/?tab=following", "/?tab=nearby", "/n/{note}", "/u/anna", "/u/anna/followers", "/topics",
    "/t/{topic}", "/search", "/search?q=咖啡", "/search?q=面膜&type=goods",
    "/search?q=店&type=stores", "/login", "/welcome", "/rules",
    "/rules/community-rules", "/transparency", "/outbox", "/settings", "/settings/display",
    "/settings/content", "/not-here",
    "/mall", "/mall/categories", "/mall/brands", "/brand/{brand}", "/flash", "/goods", "/goods?q=面膜",
    "/scan",
    "/product/{product}", "/store/{store}", "/store/{store}/goods", "/store/{store}/notes",
    "/store/{store}/categories", "/store/{store}/service", "/cart", "/coupons", "/wishes/{wishes}",
)  # fmt: skip
OWN_PATHS = (
    "/publish", "/publish?write", "/messages", "/messages/likes", "/messages/comments", "/messages/system",
    "/me", "/me/edit", "/reports", "/settings/account", "/settings/devices", "/settings/privacy",
    "/settings/blocks", "/settings/notices", "/settings/minors", "/settings/data", "/settings/tokens",
    "/settings/verification", "/settings/about",
    "/cart", "/checkout/{checkout}", "/pay/{payment}", "/pay/{paid}", "/orders", "/orders?state=to_pay",
    "/orders?state=to_receive", "/orders/{unpaid}", "/orders/{order}",
    "/orders/{order}/review", "/aftersales", "/aftersales/new?order={order}&line={line}",
    "/aftersales/{case}", "/me/reviews", "/me/coupons", "/me/wallet",
    "/me/credits", "/membership", "/me/wishes",
    "/me/addresses",
)  # fmt: skip
CONSOLE = f"/merchant/{MERCHANT_STORE}"
CONSOLE_PATHS = (
    "/merchant", "/merchant/apply", "/merchant/apply/{application}", CONSOLE,
    *(f"{CONSOLE}/{part}" for part in (
        "orders", "orders/{sold}", "after-sales", "after-sales/{claim}", "reviews",
        "products", "products/{offered}", "products/new", "products/imports", "categories", "warehouses",
        "coupons", "coupons/new", "credits", "money", "staff", "settings",
    )),
)  # fmt: skip
# Who looks, and at what: each page once, as the one who has most to see there.
AUDIENCES: dict[str, tuple[str | None, tuple[str, ...]]] = {
    "visitor": (None, PATHS),
    "member": ("kales", OWN_PATHS),
    "merchant": (MERCHANT, CONSOLE_PATHS),
}
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
    const holder = getComputedStyle(one).position === 'static' ? one.offsetParent : one
    const around = holder.getBoundingClientRect()
    const reach = hit.content !== 'none' && hit.position === 'absolute'
      ? { width: Math.max(box.width, around.width - parseFloat(hit.left) - parseFloat(hit.right)),
          height: Math.max(box.height, around.height - parseFloat(hit.top) - parseFloat(hit.bottom)) } : box
    return box.width > 1 && box.height > 1 && (reach.height < 43.5 || reach.width < 43.5) })
  .map((one) => { const box = one.getBoundingClientRect()
    return `${Math.round(box.width)}x${Math.round(box.height)} ${one.outerHTML.slice(0, 140)}` })"""

FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
FRAMES = """async () => {
  for (let n = 0; n < 4; n += 1) await new Promise(requestAnimationFrame) }"""


@pytest.fixture(scope="module")
def places() -> dict[str, str]:
    """Filled by the first page that is opened."""
    return {}


def find_places(page: Page) -> dict[str, str]:
    """Ids for the addresses, as the member finds them."""
    api = Api(page.context)
    product = api.get(f"/products/{api.get('/goods', limit=1)['items'][0]['id']}")
    variant = next(each for each in product["variants"] if each["available"] > 0)
    order = api.get("/orders", state="to_review")["items"][0]
    wishes = api.get("/me/wish-lists")[0]["id"]
    bought = {"source": "now", "now": {"variant_id": variant["id"], "quantity": 1}}
    api.send("POST", "/cart/lines", {"variant_id": variant["id"], "quantity": 1})
    again = api.send("POST", "/checkouts", bought)
    path = f"/checkouts/{again['id']}/order"
    unpaid = api.send("POST", path, {"digest": again["digest"]}, key=uuid4().hex)
    return {
        "note": api.get("/users/anna/notes")["items"][0]["id"],
        "topic": api.get("/topics/hot")["items"][0]["slug"],
        "product": product["id"],
        "brand": product["brand"]["slug"],
        "store": product["store"]["slug"],
        "wishes": api.send("PATCH", f"/me/wish-lists/{wishes}", {"is_shared": True})["share_key"],
        "checkout": api.send("POST", "/checkouts", bought)["id"],
        "payment": unpaid["payment_id"],
        "unpaid": unpaid["order_ids"][0],
        "paid": order["group"]["payment_id"],
        "order": order["id"],
        "line": order["lines"][0]["id"],
        "case": api.get("/after-sales")["items"][0]["id"],
    }


def find_desk(page: Page) -> dict[str, str]:
    """Ids for the addresses of the console, as the store's owner finds them."""
    api = Api(page.context)
    store = next(each for each in api.get("/merchant/stores") if each["slug"] == MERCHANT_STORE)
    desk = f"/merchant/stores/{store['id']}"
    return {
        "application": api.get("/merchant/applications")[0]["id"],
        "sold": api.get(f"{desk}/orders", state="to_ship")["items"][0]["id"],
        "claim": api.get(f"{desk}/after-sales")["items"][0]["id"],
        "offered": api.get(f"{desk}/products")["items"][0]["id"],
    }


def each_path(page: Page, places: dict[str, str], paths: tuple[str, ...]) -> Iterator[str]:
    """Opens the pages one after the other, each settled."""
    for path in paths:
        page.goto(path.format(**places))
        expect(page.locator("h1, h2").first).to_be_attached()
        expect(page.locator("[aria-busy=true], .skeleton, .spinner")).to_have_count(0)
        yield path


def faults_of_access(page: Page) -> list[str]:
    """What axe finds serious in the page as it stands."""
    found: list[str] = page.evaluate(
        "(tags) => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })"
        ".then(({ violations }) => violations.filter(({ impact }) => /serious|critical/.test(impact))"
        ".map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160))"
        ".join(' | ')}`))",
        RULES,
    )
    return found


def faults_of_size(page: Page, width: int) -> list[str]:
    """What stands out of the page at this width, and on a phone what is too small to touch."""
    page.set_viewport_size({"width": width, "height": 844})
    page.evaluate(FRAMES)  # what is laid out by hand follows in the next frames
    with suppress(TooLong):
        page.wait_for_function(FITS, timeout=3_000)
    small = page.evaluate(SMALL) if width < 1000 else []
    return [
        *(f"{width}: overflows {fault}" for fault in page.evaluate(OVERFLOW)),
        *(f"{width}: small {fault}" for fault in small),
    ]


# The console has no colours of its own: its pages are looked at in one scheme, to save time.
@pytest.mark.parametrize(
    ("scheme", "audience"),
    [
        *((scheme, audience) for scheme in ("light", "dark") for audience in ("visitor", "member")),
        ("light", "merchant"),
    ],
)
@pytest.mark.parametrize("desktop", [False, True], ids=["phone", "desktop"])
def test_pages_are_accessible_fit_every_width_and_can_be_touched(
    open_page: Callable[..., Page], places, scheme, desktop, audience
):
    handle, paths = AUDIENCES[audience]
    if audience == "merchant":
        places = find_desk(open_page(handle=handle))
    elif not places:
        places |= find_places(open_page(handle="kales"))
    page = open_page(
        handle=handle,
        desktop=desktop,
        color_scheme=scheme,  # switched in a visit, it would leave colours behind
        reduced_motion="reduce",
        bypass_csp=True,
    )
    skip_interests(page)
    page.add_init_script(path=AXE)
    # Sizes are the same in both schemes. The last width stays for the next page.
    widths = () if scheme == "dark" else (1440,) if desktop else (320, 768, 390)
    faults = []
    for path in each_path(page, places, paths):
        faults += [f"{path} {fault}" for fault in faults_of_access(page)]
        faults += [f"{path} {fault}" for width in widths for fault in faults_of_size(page, width)]
    assert not faults, "\n".join(dict.fromkeys(faults))


def watch_shifts(page: Page) -> None:
    """Sums up in `window.shift` how far things move without being asked to."""
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => {"
        " if (!entry.hadRecentInput) window.shift += entry.value }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )


@pytest.mark.parametrize("desktop", [False, True], ids=["phone", "desktop"])
def test_the_mall_stands_still(open_page: Callable[..., Page], places, desktop):
    page = open_page(handle="kales", desktop=desktop)
    if not places:
        places |= find_places(page)
    watch_shifts(page)
    shifts = {}
    for path in each_path(page, places, ("/mall", "/product/{product}", "/checkout/{checkout}")):
        page.wait_for_load_state("networkidle")
        shifts[path] = page.evaluate("window.shift")
    assert max(shifts.values()) < 0.02, shifts


def test_first_screens_stand_still_and_are_light(open_page: Callable[..., Page]):
    page = open_page()
    skip_interests(page)
    watch_shifts(page)
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

"""Pictures of the main pages: `python -m tests.flows.screens [folder] [--base URL]`.

Phone and desktop, light and dark, of the full demo world (built for the occasion unless `--base` names a
running site), and the four of the README in docs/screenshots.
"""

import argparse
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from shancha.demo.logins import PASSWORD, email_of
from tests.flows.actions import Api, skip_interests
from tests.flows.conftest import DESKTOP, PHONE, browser_path
from tests.flows.site import ROOT, running_site

README = ROOT / "docs" / "screenshots"
LIMIT = 200_000
PUBLIC = {
    "home": "/", "note": "/n/{note}", "profile": "/u/anna", "topic": "/t/{topic}", "topics": "/topics",
    "search": "/search", "found": "/search?q=咖啡", "login": "/login", "welcome": "/welcome",
    "rules": "/rules/community-rules", "transparency": "/transparency", "mall": "/mall", "goods": "/goods",
    "product": "/product/{product}", "store": "/store/{store}", "categories": "/mall/categories",
    "flash": "/flash",
}  # fmt: skip
OWN = {
    "following": "/?tab=following", "me": "/me", "messages": "/messages", "likes": "/messages/likes",
    "publish": "/publish", "settings": "/settings", "interests": "/settings/content", "reports": "/reports",
    "cart": "/cart", "orders": "/orders", "coupons": "/me/coupons", "wallet": "/me/wallet",
    "wishes": "/me/wishes", "membership": "/membership", "aftersales": "/aftersales",
}  # fmt: skip


def main() -> None:
    """Takes all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / ".shancha" / "screens")
    parser.add_argument("--base", help="address of a running site with the demo world")
    wanted = parser.parse_args()
    with _site(wanted.base) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--font-render-hinting=none"]
        )
        _all(browser, base, wanted.folder)
        _readme(browser, base)
        browser.close()


@contextmanager
def _site(base: str | None) -> Iterator[str]:
    if base:
        yield base.rstrip("/")
        return
    with (
        tempfile.TemporaryDirectory(prefix="shancha-screens-") as folder,
        running_site(Path(folder), database="screens", small=False) as site,
    ):
        yield site.base


def _context(browser: Browser, base: str, *, handle: str | None, **settings: Any) -> BrowserContext:
    common = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "service_workers": "block"}
    context = browser.new_context(base_url=base, reduced_motion="reduce", **common, **settings)
    if handle:
        email = email_of(handle)
        Api(context).send("POST", "/auth/email/sign-in", {"email": email, "password": PASSWORD})
    return context


def _open(page: Page, path: str) -> None:
    """Opens a page and waits until its pictures stand."""
    page.goto(path)
    expect(page.locator("h1, h2").first).to_be_attached()
    expect(page.locator("[aria-busy=true], .skeleton, .spinner")).to_have_count(0)
    page.wait_for_function(
        """() => [...document.images].every((image) => {
            const { top, left } = image.getBoundingClientRect()
            const isShown = image.getClientRects().length && top < innerHeight && left < innerWidth
            return image.complete || !isShown
        })"""
    )
    page.wait_for_function("() => document.fonts.status === 'loaded'")


def _all(browser: Browser, base: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for size, settings in (("phone", PHONE), ("desktop", DESKTOP)):
        for scheme in ("light", "dark"):
            for handle, pages in ((None, PUBLIC), ("kales", OWN)):
                context = _context(browser, base, handle=handle, color_scheme=scheme, **settings)
                page = context.new_page()
                skip_interests(page)
                places = _places(Api(context))
                for name, path in pages.items():
                    _open(page, path.format(**places))
                    page.screenshot(path=folder / f"{name}-{size}-{scheme}.png")
                context.close()
    print(f"· pictures of {len(PUBLIC) + len(OWN)} pages are in {folder}")


def _places(api: Api) -> dict[str, str]:
    """A note, a topic and goods that show what the place is about."""
    notes = api.get("/users/anna/notes")["items"]
    note = max(notes, key=lambda each: (each["picture_count"] > 1, each["like_count"]))
    product = api.get("/goods", sort="sales", limit=1)["items"][0]
    return {
        "note": note["id"],
        "topic": api.get("/topics/hot")["items"][0]["slug"],
        "product": product["id"],
        "store": product["store"]["slug"],
    }


def _readme(browser: Browser, base: str) -> None:
    README.mkdir(parents=True, exist_ok=True)
    fine = {**PHONE, "device_scale_factor": 2}
    for name, path, handle, settings in (
        ("home-phone", "/", "kales", fine),
        ("note-phone", "/n/{note}", "kales", fine),
        ("product-phone", "/product/{product}", "kales", fine),
        ("me-phone-orders", "/me", "kales", fine),
        ("home-desktop", "/", "kales", DESKTOP),
    ):
        context = _context(browser, base, handle=handle, **settings)
        page = context.new_page()
        _open(page, path.format(**_places(Api(context))))
        _save(page.screenshot(), README / f"{name}.webp")
        context.close()


def _save(png: bytes, target: Path) -> None:
    """As WebP, as good as the limit allows."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in range(88, 40, -6):
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=6)
        if out.tell() < LIMIT:
            break
    target.write_bytes(out.getvalue())
    print(f"· {target.relative_to(ROOT)} ({out.tell() // 1000} kB)")


if __name__ == "__main__":
    main()

"""The feed: deep, without repeats, light, and where one left it; notes over it on a desktop."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.flows.actions import TILES, open_feed, skip_interests, tiles
from tests.flows.site import Site

STEP = 900


@pytest.fixture(scope="module")
def long_feed(site: Site) -> None:
    """A feed of more than two hundred notes."""
    site.run("-m", "tests.flows.older_notes")


def scroll_on(page: Page) -> bool:
    """Scrolls on by a screen or so, as soon as there is that much below; False at the end of all."""
    page.wait_for_function(
        f"""() => document.documentElement.scrollHeight - innerHeight - scrollY > {STEP}
          || document.body.innerText.includes('到底了')"""
    )
    before = page.evaluate("scrollY")
    page.evaluate(f"scrollBy(0, {STEP})")
    page.wait_for_function("() => new Promise((done) => requestAnimationFrame(() => done(true)))")
    return bool(page.evaluate("scrollY") > before)


def read_to_the_end(page: Page) -> tuple[list[str], int]:
    """Scrolls through the waterfall: the notes by their places, and the most cards mounted at once."""
    seen: dict[int, str] = {}
    most, goes_on = 0, True
    while goes_on:
        goes_on = scroll_on(page)
        settled(page)
        cards = page.evaluate(
            f"""() => [...document.querySelectorAll('{TILES}')].map((card) =>
              [Number(card.getAttribute('aria-posinset')),
               card.querySelector('h2 a').getAttribute('href')])"""
        )
        most = max(most, len(cards))
        for place, address in cards:
            assert seen.setdefault(place, address) == address, f"place {place} changed"
    assert sorted(seen) == list(range(1, len(seen) + 1)), "no card was passed over"
    return [seen[place] for place in sorted(seen)], most


def settled(page: Page) -> int:
    """Where the page stands once it moves no more."""
    page.wait_for_function("""() => new Promise((resolve) => {
      const before = scrollY
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(scrollY === before)))
    })""")
    return int(page.evaluate("scrollY"))


def test_a_long_feed_stays_light_and_repeats_nothing(open_page, long_feed):
    page = open_page()
    skip_interests(page)
    open_feed(page)
    addresses, most = read_to_the_end(page)
    assert len(addresses) > 200
    assert len(set(addresses)) == len(addresses)
    assert most < 60


def test_going_back_finds_the_same_place(open_page, long_feed):
    page = open_page()
    skip_interests(page)
    open_feed(page)
    while page.evaluate("scrollY") < 12_000:  # more than eighty notes deep
        assert scroll_on(page)
    place = settled(page)
    card = page.locator(TILES).filter(has=page.locator("h2 a"))
    middle = page.evaluate(
        f"""() => [...document.querySelectorAll('{TILES} h2 a')].find((link) => {{
          const box = link.closest('article').getBoundingClientRect()
          return box.top > 120 && box.top < 500 }}).getAttribute('href')"""
    )
    link = card.locator(f'a[href="{middle}"]')
    top = link.bounding_box()["y"]
    link.evaluate("(node) => node.click()")
    expect(page).to_have_url(re.compile(re.escape(middle)))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    expect(link).to_be_visible()
    page.wait_for_function("(place) => Math.abs(scrollY - place) < 1", arg=place)
    assert abs(link.bounding_box()["y"] - top) < 1


def test_a_note_opens_over_the_feed_on_a_desktop(open_page):
    page = open_page(desktop=True)
    skip_interests(page)
    open_feed(page)
    link = tiles(page).first.get_by_role("heading").get_by_role("link")
    address = link.get_attribute("href")
    layer = page.get_by_role("dialog", name="笔记")
    for leave in (lambda: page.keyboard.press("Escape"), page.go_back):
        link.click()
        expect(layer).to_be_visible()
        expect(page).to_have_url(re.compile(re.escape(address)))
        expect(layer.get_by_role("button", name="说点什么…")).to_be_visible()
        leave()
        expect(layer).to_have_count(0)
        expect(page).to_have_url(re.compile(r":\d+/$"))
        expect(tiles(page).first).to_be_visible()
    link.click()
    expect(layer).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(layer).to_have_count(0)

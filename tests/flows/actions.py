"""What several flows do: ask the API as the page's person, make pictures and videos, sign in by a form."""

import base64
import io
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import imageio_ffmpeg
from PIL import Image, ImageDraw
from playwright.sync_api import APIResponse, BrowserContext, Locator, Page, Response, expect

TILES = "article[aria-posinset]"


class Api:
    """Asks the API with the cookies of a browser context."""

    def __init__(self, context: BrowserContext) -> None:
        self._request = context.request

    def get(self, path: str, **query: Any) -> Any:
        """The answer's JSON."""
        return _checked(self._request.get(f"/api/v1{path}", params=query)).json()

    def send(self, method: str, path: str, data: Any = None, *, key: str = "") -> Any:
        """A change, with its idempotency key where it takes one; the answer's JSON, or None where there is
        none."""
        headers = {"X-CSRFToken": self.get("/session")["csrf_token"]}
        if key:
            headers["Idempotency-Key"] = key
        answer = self._request.fetch(f"/api/v1{path}", method=method, data=data, headers=headers)
        return _checked(answer).json() if answer.body() else None

    def upload(self, data: bytes, name: str = "picture.jpg") -> str:
        """Sends a file in one piece as tus asks; returns the id of the finished asset."""
        headers = {"X-CSRFToken": self.get("/session")["csrf_token"], "Tus-Resumable": "1.0.0"}
        pairs = {"kind": "image", "filename": name}
        metadata = ",".join(
            f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items()
        )
        made = _checked(
            self._request.post(
                "/api/v1/uploads",
                headers={**headers, "Upload-Length": str(len(data)), "Upload-Metadata": metadata},
            )
        )
        place = made.headers["location"]
        sent = {**headers, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        _checked(self._request.patch(place, headers=sent, data=data))
        asset = self.send("POST", "/assets", {"upload_id": place.rstrip("/").rsplit("/", 1)[-1]})
        return str(asset["id"])

    def publish(self, title: str, body: str = "真实的一天，写给同样喜欢的人。", **changes: Any) -> str:
        """Publishes a note with one picture; returns its id."""
        content = {
            "kind": "images",
            "title": title,
            "body": body,
            "category": "food",
            "asset_ids": [self.upload(jpeg(title))],
            **changes,
        }
        draft = self.send("POST", "/drafts", content)
        return str(self.send("POST", f"/drafts/{draft['id']}/publish", {})["id"])


def _checked(answer: APIResponse) -> APIResponse:
    assert answer.ok, f"{answer.status} {answer.url}: {answer.text()}"
    return answer


def jpeg(words: str, size: tuple[int, int] = (900, 1200), *, sideways: bool = False) -> bytes:
    """A photo-like JPEG. `sideways` is stored as a camera held upright does: turned by EXIF, with the place
    where it was taken."""
    picture = Image.new("RGB", size, (236, 214, 196))
    draw = ImageDraw.Draw(picture)
    seed = sum(map(ord, words))
    for step in range(12):
        x, y = (seed * (step + 3)) % size[0], (seed * (step + 7)) % size[1]
        draw.ellipse((x - 160, y - 160, x + 160, y + 160), fill=((seed + step * 37) % 255, 120, 90))
    out = io.BytesIO()
    exif = Image.Exif()
    if sideways:
        exif[0x0112] = 6  # shown turned by 90° clockwise
        exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 13.0, 49.0), 3: "E", 4: (121.0, 28.0, 25.0)})
    picture.save(out, "JPEG", quality=88, exif=exif)
    return out.getvalue()


def mp4(folder: Path, seconds: int = 2) -> Path:
    """A short H.264 film with moving colours."""
    target = folder / "film.mp4"
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y", "-f", "lavfi",
        "-i", f"testsrc=size=360x480:rate=12:duration={seconds}", "-pix_fmt", "yuv420p", str(target),
    ]  # fmt: skip
    subprocess.run(command, check=True)
    return target


@contextmanager
def stored(page: Page, path: str) -> Iterator[None]:
    """What is changed inside is stored when it ends: pages show a like or a follow before the server has
    it. `path` is how the change's address ends."""

    def is_answer(answer: Response) -> bool:
        return answer.request.method != "GET" and answer.url.endswith(path)

    with page.expect_response(is_answer) as answer:
        yield
    assert answer.value.ok, f"{answer.value.status} {answer.value.url}"


def tiles(page: Page) -> Locator:
    """The cards of the waterfall."""
    return page.locator(TILES)


def hold(card: Locator) -> None:
    """Rests a finger on a card until its menu opens."""
    card.dispatch_event("pointerdown", {"pointerType": "touch", "clientX": 5, "clientY": 5})
    expect(card.page.get_by_role("dialog")).to_be_visible()
    card.dispatch_event("pointerup", {"pointerType": "touch"})


def open_feed(page: Page, path: str = "/") -> None:
    """Opens a page with a waterfall and waits for its cards."""
    page.goto(path)
    expect(tiles(page).first).to_be_visible()


def skip_interests(page: Page) -> None:
    """Marks the first question as asked, for visitors who come to see something else."""
    page.add_init_script("localStorage.setItem('shancha.welcomed', '1')")


def code_from_outbox(page: Page, recipient: str) -> str:
    """The newest code that was sent to a phone, as the outbox page shows it."""
    page.goto("/outbox")
    entry = page.get_by_role("listitem").filter(has_text=recipient[-4:]).first
    name = entry.get_by_role("button", name=re.compile("复制")).inner_text()
    found = re.search(r"\d{6}", name)
    assert found, name
    return found.group()


def sign_in_by_email(page: Page, email: str, password: str) -> None:
    """Fills the e-mail form of the page or sheet that is open, and sends it."""
    page.get_by_role("tab", name="邮箱").click()
    page.get_by_label("邮箱", exact=True).fill(email)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("checkbox", name="同意平台规则").check(force=True)
    page.locator("form").get_by_role("button", name="登录", exact=True).click()

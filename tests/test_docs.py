"""The documents name what there is."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from shancha.apps.accounts.providers.carriers import HttpSms
from shancha.config.env import Environment

ROOT = Path(__file__).resolve().parent.parent
CONFIGURE = ROOT / "docs/operate/configure.md"
LINK = re.compile(r"\[[^\]]*\]\(([^)#]+)(?:#[^)]*)?\)")


def test_every_setting_is_documented() -> None:
    text = CONFIGURE.read_text()
    missing = [name for name in Environment.model_fields if f"SHANCHA_{name.upper()}" not in text]
    assert missing == []


def test_the_message_to_an_sms_gateway_is_documented_as_it_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[dict[str, str]] = []

    def post(url: str, *, json: dict[str, str], **_: Any) -> httpx.Response:
        sent.append(json)
        return httpx.Response(200, request=httpx.Request("POST", url))

    monkeypatch.setattr(httpx, "post", post)
    HttpSms("https://sms.example/send", "secret").deliver(
        recipient="+8613800138000", subject="", body="123456"
    )
    line = next(row for row in CONFIGURE.read_text().splitlines() if "SHANCHA_SMS_HTTP_URL" in row)
    fields = re.search(r"\{([^}]*)\}", line)
    assert fields
    assert set(re.findall(r'"(\w+)"', fields[1])) == sent[0].keys()
    assert sent[0]["to"] in line


def test_links_between_documents_lead_somewhere() -> None:
    pages = [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "web/README.md",
        *(ROOT / "docs").rglob("*.md"),
    ]
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages
        for link in LINK.findall(page.read_text())
        if not link.startswith("http") and not (page.parent / link).exists()
    ]
    assert broken == []

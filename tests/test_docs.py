"""The documents name what there is."""

import re
from pathlib import Path

from shancha.config.env import Environment

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)#]+)(?:#[^)]*)?\)")


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs/operate/configure.md").read_text()
    missing = [name for name in Environment.model_fields if f"SHANCHA_{name.upper()}" not in text]
    assert missing == []


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

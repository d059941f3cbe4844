"""Fixtures of the community's tests."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shancha.apps.community.tests import factories


@pytest.fixture
def send_file(api: Callable[..., Any]) -> Callable[..., Any]:
    """Uploads bytes as a member does and answers what POST /assets answered."""

    def send(user: Any, content: bytes, *, kind: str = "image", alt: str = "") -> Any:
        return factories.send_file(api(user), content, kind=kind, alt=alt)

    return send


@pytest.fixture(autouse=True)
def spool(settings: Any, tmp_path: Path) -> Path:
    """The folder of unfinished uploads, empty for each test."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "uploads"

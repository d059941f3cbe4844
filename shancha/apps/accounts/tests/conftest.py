"""Fixtures of the accounts' tests."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shancha.apps.accounts import hooks


@pytest.fixture(autouse=True)
def _private_folder(tmp_path: Path, settings: Any) -> None:
    """Exports and evidence go to a folder of the test's own."""
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path / "private"}}
    settings.STORAGES = {**settings.STORAGES, "private": private}


@pytest.fixture(autouse=True)
def _categories(monkeypatch: pytest.MonkeyPatch) -> None:
    """The categories that the community would tell of."""
    known = frozenset({"food", "travel", "fitness", "books", "pets", "home"})
    monkeypatch.setattr(hooks, "_categories", [lambda: known])


@pytest.fixture
def outbox(api: Callable[..., Any]) -> Callable[[], list[dict[str, Any]]]:
    """Reads the developer's outbox, newest first."""

    def read() -> list[dict[str, Any]]:
        answer = api().get("/outbox")
        assert answer.status_code == 200
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    return read

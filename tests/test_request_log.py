"""The log of requests: what a line holds, what it leaves out, and how long it stays."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from shancha.apps.accounts.tests.factories import make_user
from shancha.config.middleware import RequestMiddleware
from shancha.config.request_log import RequestLog

pytestmark = pytest.mark.django_db


def lines(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line) for file in folder.glob("*.log") for line in file.read_text("utf-8").splitlines()
    ]


def ask(folder: Path, settings: Any, path: str, **known: Any) -> None:
    settings.REQUEST_LOG_DIR = folder
    request = RequestFactory().get(path)
    for name, value in known.items():
        setattr(request, name, value)
    RequestMiddleware(lambda _request: HttpResponse(status=204))(request)


def test_a_request_leaves_a_line_without_its_query(tmp_path: Path, settings: Any) -> None:
    user = make_user()
    ask(tmp_path, settings, "/api/v1/search?q=secret", _shancha_viewer=user)
    ask(tmp_path, settings, "/media/abc/360.webp")
    ask(tmp_path, settings, "/healthz")
    (line,) = lines(tmp_path)
    assert (line["path"], line["status"], line["method"]) == ("/api/v1/search", 204, "GET")
    assert (line["member"], line["address"]) == (str(user.id), "127.0.0.1")
    assert "secret" not in str(line)
    (file,) = tmp_path.glob("*.log")
    assert file.stat().st_mode & 0o077 == 0


def test_old_days_go_and_half_a_year_stays(tmp_path: Path) -> None:
    for day in ("2026-05-01", "2026-06-01", "2026-11-27"):
        (tmp_path / f"requests-{day}.log").write_text("{}")
    (tmp_path / "other.log").write_text("stays")
    RequestLog(tmp_path, days=180)._turn(date(2026, 11, 28))
    kept = sorted(file.name for file in tmp_path.iterdir())
    assert kept == [
        "other.log",
        "requests-2026-06-01.log",
        "requests-2026-11-27.log",
        "requests-2026-11-28.log",
    ]


def test_nothing_is_kept_where_it_is_switched_off(tmp_path: Path, settings: Any) -> None:
    settings.REQUEST_LOG_DIR = None
    answer: Callable[[Any], HttpResponse] = RequestMiddleware(lambda _request: HttpResponse())
    assert answer(RequestFactory().get("/")).status_code == 200
    assert not list(tmp_path.iterdir())

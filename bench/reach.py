"""How long a published note takes to stand in a follower's feed."""

import json
import statistics
import time
import urllib.request
from typing import Any

from bench import cluster
from bench.load import Request
from bench.sessions import SignedIn

API = "/api/v1"
ROUNDS = 12


def measure_reach(members: list[SignedIn]) -> tuple[float, float]:
    """Median and slowest of some rounds, in milliseconds: from the publish request's start until the
    follower's feed shows the note, asked again and again."""
    author, follower = members[0], members[1]
    _call(follower.send("PUT", f"{API}/users/{author.user_id}/follow", "{}"))
    times = []
    for number in range(ROUNDS):
        body = {
            "kind": "images",
            "title": f"今天的第{number}篇",
            "body": f"早上去公园走了{number}圈，桂花开了，很香。{time.time_ns()}",
            "category": "travel",
            "topics": [],
            "asset_ids": [],
        }
        draft = _call(
            author.send("POST", f"{API}/drafts", json.dumps({**body, "asset_ids": [_picture(author)]}))
        )
        started = time.perf_counter()
        note = _call(author.send("POST", f"{API}/drafts/{draft['id']}/publish", "{}"))
        while time.perf_counter() - started < 10:
            feed = _call(follower.get(f"{API}/feed?channel=following&limit=20"))
            if any(item["id"] == note["id"] for item in feed["items"]):
                break
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), max(times)


def _picture(author: SignedIn) -> str:
    """One of the author's own ready pictures, made directly: uploading is not what is measured."""
    from shancha.apps.community.models import Asset  # noqa: PLC0415
    from shancha.kit.ids import new_key  # noqa: PLC0415

    asset = Asset.objects.create(
        owner_id=author.user_id,
        kind="image",
        folder="bench/0",
        key=new_key(),
        content_hash=new_key(),
        width=720,
        height=960,
        widths=[360, 720],
    )
    return str(asset.id)


def _call(request: Request) -> Any:
    headers = {"Cookie": request.cookie, "X-CSRFToken": request.csrf, "Content-Type": "application/json"}
    data = request.body.encode() if request.body else None
    call = urllib.request.Request(cluster.BASE + request.path, data, headers, method=request.method)  # noqa: S310
    with urllib.request.urlopen(call, timeout=10) as answer:  # noqa: S310
        content = answer.read()
    return json.loads(content) if content else None

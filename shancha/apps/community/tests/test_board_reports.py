"""Boards that others see can be reported, judged, and given back."""

from collections.abc import Callable
from typing import Any

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Board
from shancha.apps.messaging.models import Notification
from shancha.apps.moderation import services
from shancha.apps.moderation.models import Case, Decision
from shancha.apps.moderation.services import Verdict

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]


def report(client: Any, board: Board) -> Any:
    body = {"subject_kind": "board", "subject_id": str(board.id), "reason": "abuse"}
    return client.send("POST", "/reports", body)


def test_a_reported_board_is_withheld_and_given_back_on_appeal(api: Api) -> None:
    owner, reader = make_user(), make_user()
    board = Board.objects.create(owner=owner, name="骂人合集", introduction="都来看看")
    assert any(each["code"] == "abuse" for each in api().get("/report-reasons?kind=board").json())
    assert report(api(reader), board).status_code == 201
    case = Case.objects.get()
    assert case.snapshot["text"] == "骂人合集\n都来看看"
    moderator = make_user(is_moderator=True)
    verdict = Verdict(action="hide", rule="community-rules 2.1", reason="专辑名称辱骂他人")
    services.decide_case(actor=moderator, case_id=case.id, verdict=verdict)
    assert api(reader).get(f"/boards/{board.id}").status_code == 404
    assert api(reader).get(f"/users/{owner.handle}/boards").json() == []
    assert api(owner).get(f"/boards/{board.id}").json()["is_withheld"] is True
    api(owner).send("PATCH", f"/boards/{board.id}", {"is_public": True})
    assert api(reader).get(f"/boards/{board.id}").status_code == 404, "its owner can't open it again"
    assert Notification.objects.filter(user_id=owner.id, kind="decision_hide").exists()
    decision = Decision.objects.get()
    appeal = services.appeal_decision(author_id=owner.id, decision_id=decision.id, text="这是剧名，不是骂人")
    services.judge_appeal(
        actor=make_user(is_moderator=True), appeal_id=appeal.id, is_overturned=True, answer="确实是剧名"
    )
    assert api(reader).get(f"/boards/{board.id}").status_code == 200


def test_a_private_board_cannot_be_probed(api: Api) -> None:
    board = Board.objects.create(owner=make_user(), name="只给自己看", is_public=False)
    assert report(api(make_user()), board).status_code == 404

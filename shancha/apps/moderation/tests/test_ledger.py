"""The ledger: sealed line by line, free of people, public."""

import io
import json
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from shancha.apps.moderation import services
from shancha.apps.moderation.models import Case, LedgerEntry, Screening
from shancha.apps.moderation.services import Verdict
from shancha.apps.moderation.services.ledger import GENESIS
from shancha.apps.moderation.tests.factories import decide, make_moderator, report, settled_user
from shancha.kit.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def decisions(world):
    author = settled_user(nickname="被处理的人")
    made = [decide(report(world.add(author, "朋友代购的粉底液"), kind="note")) for _ in range(3)]
    appeal = services.appeal_decision(author_id=author.id, decision_id=made[0].id, text="请再看一次吧")
    services.judge_appeal(
        actor=make_moderator(), appeal_id=appeal.id, is_overturned=True, answer="复核后撤销决定"
    )
    return made


def tamper(statement, parameters=()):
    with connection.cursor() as cursor:
        cursor.execute("alter table moderation_ledgerentry disable trigger moderation_ledger_append_only")
        cursor.execute(statement, parameters)
        cursor.execute("alter table moderation_ledgerentry enable trigger moderation_ledger_append_only")


def test_every_decision_and_appeal_has_its_line(decisions):
    assert list(LedgerEntry.objects.order_by("sequence").values_list("sequence", "kind")) == [
        (1, "decision"), (2, "decision"), (3, "decision"), (4, "appeal"),
    ]  # fmt: skip
    check = services.verify_ledger()
    assert (check.entries, check.broken_at) == (4, None)
    assert check.head == LedgerEntry.objects.get(sequence=4).hash
    assert LedgerEntry.objects.get(sequence=1).previous_hash == GENESIS


def test_the_ledger_names_nobody(decisions):
    text = json.dumps(list(LedgerEntry.objects.values_list("body", flat=True)), ensure_ascii=False)
    decision = decisions[0]
    for secret in (decision.author_id, decision.moderator_id, decision.subject_id, decision.case_id):
        assert str(secret) not in text
    assert "粉底液" not in text
    assert "被处理的人" not in text


@pytest.mark.parametrize(
    "statement", ["update moderation_ledgerentry set kind = 'x'", "delete from moderation_ledgerentry"]
)
def test_the_database_refuses_changes(decisions, statement):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert services.verify_ledger().broken_at is None


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        (
            'update moderation_ledgerentry set body = body || \'{"action": "x"}\' where sequence = 2',
            2,
        ),
        ("update moderation_ledgerentry set at = at + interval '1 second' where sequence = 3", 3),
        ("delete from moderation_ledgerentry where sequence = 2", 2),
        ("update moderation_ledgerentry set hash = repeat('a', 64) where sequence = 1", 1),
    ],
)
def test_tampering_shows(decisions, statement, broken_at):
    tamper(statement)
    assert services.verify_ledger().broken_at == broken_at


def test_anybody_can_read_and_check_it(api, decisions):
    seen, cursor = [], None
    while True:
        page = (
            api().get("/transparency/ledger", {"limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        )
        seen += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert [line["sequence"] for line in seen] == [1, 2, 3, 4]
    assert all(later["previous_hash"] == earlier["hash"] for earlier, later in pairwise(seen))
    assert api().get("/transparency/ledger", {"cursor": "zzz"}).status_code == 422


def test_monthly_figures(api, world, decisions):
    for _ in range(3):
        comment_case = report(world.add(text="傻"), reason="abuse")
        decide(comment_case, verdict=Verdict(action="none"))
    figures = api().get("/transparency").json()
    month = figures["months"][0]
    assert (month["reports"], month["decisions"], month["appeals"], month["overturned"]) == (6, 6, 1, 1)
    assert month["actions"] == {"remove": 3, "none": 3}
    assert month["overturned_share"] == 1.0
    assert month["automatic_share"] == 0.0
    assert month["in_time_share"] == 1.0
    assert month["median_hours"] == 0.0
    assert figures["ledger_entries"] == 7
    assert figures["ledger_head"] == LedgerEntry.objects.order_by("-sequence")[0].hash


def test_screening_figures_are_entered_once_a_day():
    author = settled_user()
    services.screen(kind="comment", author_id=author.id, text="今天天气真好呀")
    services.screen(kind="comment", author_id=author.id, text="加薇❤ shancha8866")
    Screening.objects.update(created_at=now() - timedelta(days=1))
    for _ in range(2):
        services.enter_screening_figures()
    line = LedgerEntry.objects.get(kind="screening")
    assert (line.body["checked"], line.body["held"] + line.body["blocked"]) == (2, 1)


def test_the_check_printed_in_the_documents_holds(api, decisions, monkeypatch, capsys):
    def fetch(address: str) -> io.BytesIO:
        return io.BytesIO(api().get(address.removeprefix("http://127.0.0.1:8000")).content)

    monkeypatch.setattr("urllib.request.urlopen", fetch)
    text = (Path(__file__).resolve().parents[4] / "docs/trust.md").read_text(encoding="utf-8")
    program = text.partition("```python\n")[2].partition("```")[0]
    exec(program, {})  # noqa: S102 - our own document
    assert capsys.readouterr().out.split()[-1] == services.verify_ledger().head


def test_a_measure_is_never_counted_as_no_breach(api):
    for action, sanction in (("none", "mute"), ("reset", "warn")):
        services.judge_member(
            actor=make_moderator(),
            user_id=settled_user().id,
            verdict=Verdict(
                action=action,
                sanction=sanction,
                days=7,
                rule="community-rules 2.1",
                reason="多次骚扰别人",
                parts=("bio",) if action == "reset" else (),
            ),
        )
    month = api().get("/transparency").json()["months"][0]
    assert (month["actions"], month["sanctions"]) == ({"reset": 1}, {"mute": 1, "warn": 1})


def test_time_is_counted_from_reports_and_never_without_those_that_wait(api, world):
    late, answered, waiting = (report(world.add(text=text)) for text in ("傻一", "傻二", "傻三"))
    for case, hours in ((late, 90), (answered, 2)):
        opened_at = now() - timedelta(hours=hours)
        Case.objects.filter(id=case.id).update(opened_at=opened_at, due_at=opened_at + timedelta(hours=24))
        decide(case)
    services.judge_member(
        actor=make_moderator(),
        user_id=settled_user().id,
        verdict=Verdict(action="none", sanction="warn", rule="community-rules 2.1", reason="多次骚扰别人"),
    )
    Case.objects.filter(id=waiting.id).update(due_at=now() - timedelta(seconds=1))
    month = api().get("/transparency").json()["months"][0]
    assert month["in_time_share"] == round(1 / 3, 4)
    assert month["median_hours"] == 46.0

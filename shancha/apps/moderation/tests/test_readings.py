"""Second readings and verdicts on many cases: decided once more by others, undone whole, never by oneself."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from shancha.apps.accounts.models import User
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.moderation import errors, services
from shancha.apps.moderation.events import AuthorInformed, DecisionMade
from shancha.apps.moderation.models import Appeal, Case, Decision, SecondReading, Strike
from shancha.apps.moderation.services import Verdict, decisions
from shancha.apps.moderation.tests.factories import REMOVAL, decide, make_moderator, report, settled_user
from shancha.apps.moderation.tests.test_admin import VERDICT, office, page
from shancha.kit.clock import now

pytestmark = pytest.mark.django_db
BAN = Verdict(action="remove", sanction="suspend", days=30, rule="community-rules 2.1", reason="反复辱骂他人")
NOTHING = Verdict(action="none")


@pytest.fixture
def author():
    return settled_user()


@pytest.fixture
def every(monkeypatch):
    """Every decision is drawn."""
    monkeypatch.setattr(decisions, "READING_SAMPLE", 1)


def read(reading, *, is_confirmed, actor=None, note="复读后认为处理过重"):
    return services.read_again(
        actor=actor or make_moderator(), reading_id=reading.id, is_confirmed=is_confirmed, note=note
    )


def test_every_ban_and_one_decision_of_twenty_is_read_again(world, author, monkeypatch):
    monkeypatch.setattr(decisions, "READING_SAMPLE", 10**40)
    decide(report(world.add()))
    assert not SecondReading.objects.exists()
    decide(report(world.add(author)), verdict=BAN)
    assert SecondReading.objects.get().cause == "ban"
    monkeypatch.undo()
    drawn = sum(decision_id.int % decisions.READING_SAMPLE == 0 for decision_id in _new_ids(4_000))
    assert 120 <= drawn <= 290, "about five in a hundred"


def _new_ids(count):
    return [Decision._meta.pk.get_default() for _ in range(count)]


def test_confirming_changes_nothing_and_is_entered(api, world, author, every):
    decision = decide(report(world.add(author)))
    reading = SecondReading.objects.get()
    read(reading, is_confirmed=True, note="")
    decision.refresh_from_db()
    assert decision.overturned_at is None
    cache.clear()
    month = api().get("/transparency").json()["months"][0]
    assert (month["second_readings"], month["reversed_share"]) == (1, 0)
    assert api().get("/transparency/ledger").json()["items"][-1]["kind"] == "reading"
    assert services.verify_ledger().broken_at is None
    with pytest.raises(errors.ReadingNotFoundError):
        read(reading, is_confirmed=True)


def test_reversing_a_ban_undoes_it_whole_and_tells_the_author(world, author, told):
    decision = decide(report(world.add(author)), verdict=BAN)
    assert User.objects.get(id=author.id).status == "suspended"
    told.clear()
    read(SecondReading.objects.get(), is_confirmed=False)
    assert User.objects.get(id=author.id).status == "active"
    assert Strike.objects.get(decision=decision).removed_at is not None
    assert [event.action for event in told if isinstance(event, DecisionMade)] == ["restore"]
    told_author = next(event for event in told if isinstance(event, AuthorInformed))
    assert (told_author.action, told_author.reason) == ("restore", "复读后认为处理过重")


def test_reversing_an_acquittal_opens_the_case_anew(world, every):
    case = report(world.add(text="加薇❤ shancha8866"))
    decide(case, verdict=NOTHING)
    read(SecondReading.objects.get(), is_confirmed=False)
    again = Case.objects.get(state="open")
    assert again.id != case.id
    assert (again.subject_id, again.source, again.reason) == (case.subject_id, "moderator", case.reason)
    assert again.snapshot["text"] == "加薇❤ shancha8866"
    assert again.due_at > now()


def test_an_appeal_and_a_second_reading_answer_each_other(world, author, every):
    first = decide(report(world.add(author)))
    services.appeal_decision(author_id=author.id, decision_id=first.id, text="我觉得不公平")
    read(SecondReading.objects.get(), is_confirmed=False)
    assert Appeal.objects.get().state == "overturned"
    second = decide(report(world.add(author)))
    appeal = services.appeal_decision(author_id=author.id, decision_id=second.id, text="我觉得不公平")
    judge = make_moderator()
    services.judge_appeal(actor=judge, appeal_id=appeal.id, is_overturned=False, answer="复核后维持")
    reading = SecondReading.objects.get(decision=second)
    assert (reading.state, reading.reader_id) == ("confirmed", judge.id)


def test_nobody_reads_their_own_and_a_reversal_needs_words(world, author, every):
    moderator, reporter = make_moderator(), settled_user(is_moderator=True)
    decide(report(world.add(author), reporter), moderator)
    reading = SecondReading.objects.get()
    for involved in (moderator, reporter):
        with pytest.raises(errors.ConflictOfInterestError):
            read(reading, is_confirmed=True, actor=involved)
    with pytest.raises(errors.RoleRequiredError):
        read(reading, is_confirmed=True, actor=make_user())
    with pytest.raises(errors.DecisionInvalidError):
        read(reading, is_confirmed=False, note="嗯")
    assert SecondReading.objects.get().state == "open"


def test_overdue_readings_alarm_the_moderators(world, every):
    decide(report(world.add()))
    assert services.alarm_backlog() == 0
    SecondReading.objects.update(due_at=now() - timedelta(minutes=1))
    assert services.alarm_backlog() == 1


def test_the_back_office_shows_others_decisions_to_read_again(world, every):
    moderator, reader = make_moderator(), make_moderator()
    decide(report(world.add(text="被移除的话")), moderator)
    reading = SecondReading.objects.get()
    assert "被移除的话" not in page(office(moderator), "secondreading/")
    client = office(reader)
    assert "被移除的话" in page(client, "secondreading/")
    assert "评论里留了站外联系方式" in page(client, f"secondreading/{reading.id}/change/")
    path = f"/admin/moderation/secondreading/{reading.id}/judge/"
    refused = client.post(path, {"outcome": "reversed", "note": ""})
    assert "处理决定填写不完整" in refused.content.decode()
    assert client.post(path, {"outcome": "confirmed", "note": ""}).status_code == 302
    assert SecondReading.objects.get().reader_id == reader.id


def test_the_same_words_are_decided_together(world):
    moderator = make_moderator()
    cases = [
        report(world.add(text=text)) for text in ("加我领取福利资料", "加我，领取福利资料！！", "别的话")
    ]
    client = office(moderator)
    text = page(client, f"case/{cases[0].id}/change/")
    assert "一并处理这 2 个" in text
    chosen = ",".join(str(case.id) for case in cases[:2])
    answer = client.post(
        "/admin/moderation/case/",
        {"action": "decide_together", "_selected_action": [case.id for case in cases[:2]]},
    )
    assert answer.status_code == 302
    assert "together" in answer["Location"]
    assert "一并处理 2 个案件" in client.get(answer["Location"]).content.decode()
    path = f"/admin/moderation/case/together/?cases={chosen}"
    refused = client.post(path, {**VERDICT, "action": ""})
    assert refused.status_code == 200
    services.claim_case(actor=make_moderator(), case_id=cases[1].id)
    done = client.post(path, VERDICT, follow=True).content.decode()
    assert "已处理 1 个" in done
    assert "1 个没有处理：其他审核员" in done
    Case.objects.update(claimed_at=None, claimed_by=None)
    assert "已处理 1 个" in client.post(path, VERDICT, follow=True).content.decode()
    assert list(Case.objects.filter(state="open").values_list("id", flat=True)) == [cases[2].id]
    assert office(make_user()).get(path).status_code == 302
    assert client.get("/admin/moderation/case/together/?cases=x").status_code == 302


def test_bulk_refusals_leave_the_others_decided(world):
    moderator = make_moderator()
    own, other = report(world.add(moderator)), report(world.add())
    made, refused = services.decide_cases(actor=moderator, case_ids=[own.id, other.id], verdict=REMOVAL)
    assert [decision.case_id for decision in made] == [other.id]
    assert [error.code for error in refused] == ["moderation.conflict_of_interest"]

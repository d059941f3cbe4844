"""Decisions, sanctions, appeals: told with clause and reason, judged by another, undone whole."""

from datetime import timedelta

import pytest

from shancha.apps.accounts import exports
from shancha.apps.accounts.events import UserDeleted
from shancha.apps.accounts.models import User
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.moderation import errors, services
from shancha.apps.moderation.events import AppealJudged, AuthorInformed, DecisionMade, ReportAnswered
from shancha.apps.moderation.models import Appeal, Case, Decision, Sanction, Strike
from shancha.apps.moderation.queries.authors import author_facts
from shancha.apps.moderation.services import Verdict
from shancha.apps.moderation.tests.factories import REMOVAL, decide, make_moderator, report, settled_user
from shancha.kit import events, sql
from shancha.kit.clock import now

pytestmark = pytest.mark.django_db
MUTE = Verdict(action="remove", sanction="mute", days=7, rule="community-rules 2.1", reason="反复辱骂他人")


@pytest.fixture
def author():
    return settled_user()


@pytest.fixture
def case(world, author):
    return report(world.add(author, "朋友代购的，价格比专柜低三成"), reason="fake_agent", kind="note")


def notices(user_id, kind):
    """Payloads of the notices of a kind; the app above gives them, and this one promises them."""
    rows = sql.fetch_rows(
        "select payload from messaging_notification where user_id = %s and kind = %s", [user_id, kind]
    )
    return [row[0] for row in rows]


def actions(told):
    return [event.action for event in told if isinstance(event, DecisionMade)]


def test_a_decision_reaches_subject_author_and_reporters(api, world, author, told):
    comment = world.add(author, "不走平台，先付定金")
    reporters = [settled_user(), settled_user()]
    for reporter in reporters:
        case = report(comment, reporter, "fake_agent")
    decision = decide(case)
    assert actions(told) == ["remove"]
    assert [event.outcome for event in told if isinstance(event, ReportAnswered)] == ["upheld", "upheld"]
    for reporter in reporters:
        mine = api(reporter).get("/me/reports").json()["items"][0]
        assert (mine["outcome"], mine["title"]) == ("upheld", "不走平台，先付定金")
        assert len(notices(reporter.id, "report_upheld")) == 1
    statement = api(author).get("/me/decisions").json()["items"][0]
    assert statement["id"] == str(decision.id)
    assert (statement["action"], statement["rule"]) == ("remove", "community-rules 3.1")
    assert "微信号" in statement["rule_text"]
    assert statement["reason"] == REMOVAL.reason
    assert statement["is_appealable"] is True
    assert statement["is_automatic"] is False
    notice = api(author).get("/notifications", {"lane": "system"}).json()["items"][0]
    assert (notice["kind"], notice["payload"]["decision_id"]) == ("decision_remove", str(decision.id))
    case.refresh_from_db()
    assert (case.state, case.closed_at is not None) == ("decided", True)


def test_nobody_learns_who_reported_or_decided(api, case, author):
    moderator = make_moderator(nickname="审核员甲")
    decide(case, moderator)
    answer = (
        api(author).get("/me/decisions").content.decode() + api(author).get("/notifications").content.decode()
    )
    assert str(moderator.id) not in answer
    assert str(case.reports.get().reporter_id) not in answer
    assert api(make_user()).get("/me/decisions").json()["items"] == []
    assert api().get("/me/decisions").status_code == 401


def test_finding_nothing_tells_the_reporter_and_spares_the_author(api, case, author, told):
    decide(case, verdict=Verdict(action="none"))
    assert [event.outcome for event in told if isinstance(event, ReportAnswered)] == ["rejected"]
    assert not any(isinstance(event, AuthorInformed) for event in told)
    assert not Strike.objects.exists()
    assert api(author).get("/me/decisions").json()["items"] == []


def test_finding_nothing_restores_what_the_machine_folded(world, author, told):
    comment = world.add(author)
    for _ in range(3):
        case = report(comment)
    decide(case, verdict=Verdict(action="none"))
    assert actions(told) == ["fold", "restore"]
    automatic = Decision.objects.get(is_automatic=True)
    assert automatic.overturned_at is not None
    assert len(notices(author.id, "decision_restore")) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"action": "explode"}, "action"),
        ({"rule": "community-rules 99.9"}, "rule"),
        ({"rule": ""}, "rule"),
        ({"reason": "坏"}, "reason"),
        ({"sanction": "mute", "days": None}, "sanction"),
        ({"sanction": "exile"}, "sanction"),
        ({"sanction": "mute", "days": 0}, "days"),
    ],
)
def test_incomplete_verdicts_change_nothing(case, change, field):
    values = {"action": "remove", "rule": REMOVAL.rule, "reason": REMOVAL.reason, **change}
    with pytest.raises(errors.DecisionInvalidError) as caught:
        decide(case, verdict=Verdict(**values))
    assert field in caught.value.fields
    assert not Decision.objects.exists()
    assert Case.objects.get().state == "open"


def test_who_may_not_decide(world, case, author):
    reporter = User.objects.get(id=case.reports.get().reporter_id)
    User.objects.filter(id__in=[author.id, reporter.id]).update(is_moderator=True)
    for person, error in [
        (make_user(), errors.RoleRequiredError),
        (User.objects.get(id=author.id), errors.ConflictOfInterestError),
        (User.objects.get(id=reporter.id), errors.ConflictOfInterestError),
    ]:
        with pytest.raises(error):
            decide(case, person)
        with pytest.raises(error):
            services.claim_case(actor=person, case_id=case.id)
    assert not Decision.objects.exists()


def test_a_claimed_case_is_left_alone_for_half_an_hour(case):
    first, second = make_moderator(), make_moderator()
    services.claim_case(actor=first, case_id=case.id)
    with pytest.raises(errors.CaseClaimedError):
        decide(case, second)
    with pytest.raises(errors.CaseClaimedError):
        services.claim_case(actor=second, case_id=case.id)
    services.release_case(actor=second, case_id=case.id)
    assert Case.objects.get().claimed_by_id == first.id
    services.release_case(actor=first, case_id=case.id)
    services.claim_case(actor=second, case_id=case.id)
    Case.objects.update(claimed_at=now() - timedelta(minutes=31))
    assert decide(case, first).moderator_id == first.id
    with pytest.raises(errors.CaseClosedError):
        decide(case, second)


def test_a_mute_reaches_the_account_and_ends(case, author):
    decide(case, verdict=MUTE)
    author.refresh_from_db()
    assert author.status == "muted"
    assert timedelta(days=6) < author.muted_until - now() <= timedelta(days=7)
    assert len(notices(author.id, "decision_remove")) == 1
    assert notices(author.id, "account_muted") == [], "the decision brings its own statement"


def test_long_suspensions_are_for_operators(case, author):
    for_good = Verdict(action="remove", sanction="suspend", rule="community-rules 4.2", reason="诈骗多名用户")
    with pytest.raises(errors.RoleRequiredError):
        decide(case, make_moderator(), for_good)
    decide(case, make_user(is_operator=True), for_good)
    author.refresh_from_db()
    assert (author.status, author.suspended_until) == ("suspended", None)


def test_strikes_weigh_and_expire(world, author):
    decide(report(world.add(author)), verdict=MUTE)
    decide(report(world.add(author)), verdict=REMOVAL)
    assert sorted(Strike.objects.values_list("points", flat=True)) == [2, 2]
    assert author_facts(author.id).strikes == 4
    Strike.objects.update(expires_at=now() - timedelta(seconds=1))
    assert author_facts(author.id).strikes == 0


def send_appeal(client, decision, text="这是我自己拍的，没有广告"):
    return client.send("POST", f"/decisions/{decision.id}/appeal", {"text": text})


def test_an_appeal_is_taken_once_and_only_from_the_author(api, case, author):
    decision = decide(case)
    assert send_appeal(api(make_user()), decision).status_code == 404
    assert send_appeal(api(), decision).status_code in {401, 403}
    assert send_appeal(api(author), decision, "不").status_code == 422
    first = send_appeal(api(author), decision)
    assert first.status_code == 201
    due = Appeal.objects.get().due_at
    assert timedelta(hours=71, minutes=59) < due - now() <= timedelta(hours=72)
    second = send_appeal(api(author), decision)
    assert (second.status_code, second.json()["code"]) == (409, "moderation.appeal_closed")
    assert Appeal.objects.count() == 1
    assert api(author).get("/me/decisions").json()["items"][0]["appeal"]["state"] == "open"


def test_appeals_end_after_twenty_days(api, case, author):
    decision = decide(case)
    Decision.objects.update(appealable_until=now() - timedelta(seconds=1))
    assert send_appeal(api(author), decision).status_code == 409


def test_a_suspended_author_can_still_appeal(api, case, author):
    decision = decide(
        case,
        verdict=Verdict(
            action="remove", sanction="suspend", days=3, rule=REMOVAL.rule, reason="多次引流不改"
        ),
    )
    assert send_appeal(api(author), decision).status_code == 201


def test_only_somebody_else_judges(case, author):
    decider = make_moderator()
    decision = decide(case, decider)
    appeal = services.appeal_decision(author_id=author.id, decision_id=decision.id, text="请再看一次")
    reporter = User.objects.get(id=case.reports.get().reporter_id)
    User.objects.filter(id=reporter.id).update(is_moderator=True)
    people = [decider, make_user(), User.objects.get(id=reporter.id)]
    for person in people:
        with pytest.raises((errors.ConflictOfInterestError, errors.RoleRequiredError)):
            services.judge_appeal(actor=person, appeal_id=appeal.id, is_overturned=True, answer="复核后撤销")
    with pytest.raises(errors.DecisionInvalidError):
        services.judge_appeal(actor=make_moderator(), appeal_id=appeal.id, is_overturned=False, answer="")
    appeal.refresh_from_db()
    assert appeal.state == "open"
    judged = services.judge_appeal(
        actor=make_moderator(), appeal_id=appeal.id, is_overturned=False, answer="证据充分，维持"
    )
    assert judged.state == "upheld"
    with pytest.raises(errors.AppealNotFoundError):
        services.judge_appeal(
            actor=make_moderator(), appeal_id=appeal.id, is_overturned=True, answer="复核后撤销"
        )


def test_overturning_undoes_everything(api, case, author, told):
    decision = decide(case, verdict=MUTE)
    appeal = services.appeal_decision(author_id=author.id, decision_id=decision.id, text="我没有骂人")
    services.judge_appeal(
        actor=make_moderator(), appeal_id=appeal.id, is_overturned=True, answer="复核后确认误判，抱歉"
    )
    assert actions(told) == ["remove", "restore"]
    author.refresh_from_db()
    assert author.status == "active"
    assert Strike.objects.get().removed_at is not None
    assert Sanction.objects.get().lifted_at is not None
    reporter_id = case.reports.get().reporter_id
    assert case.reports.get().outcome == "overturned"
    assert len(notices(reporter_id, "report_overturned")) == 1
    assert [event.is_overturned for event in told if isinstance(event, AppealJudged)] == [True]
    statement = api(author).get("/me/decisions").json()["items"][0]
    assert statement["appeal"]["state"] == "overturned"
    assert statement["overturned_at"] is not None
    assert statement["is_appealable"] is False


def test_overturning_one_measure_leaves_the_other_in_force(world, author):
    first = decide(report(world.add(author)), verdict=MUTE)
    decide(
        report(world.add(author)),
        verdict=Verdict(
            action="none", sanction="mute", days=2, rule="community-rules 2.1", reason="再次辱骂他人"
        ),
    )
    author.refresh_from_db()
    assert author.muted_until - now() > timedelta(days=6), "the shorter mute must not cut the longer one"
    appeal = services.appeal_decision(author_id=author.id, decision_id=first.id, text="第一次是误会")
    services.judge_appeal(
        actor=make_moderator(), appeal_id=appeal.id, is_overturned=True, answer="第一次确属误判"
    )
    author.refresh_from_db()
    assert author.status == "muted"
    assert timedelta(days=1) < author.muted_until - now() < timedelta(days=3)


def test_an_appeal_against_the_machine_is_answered_with_the_case(api, world, author, told):
    comment = world.add(author)
    for _ in range(3):
        case = report(comment)
    automatic = Decision.objects.get()
    assert send_appeal(api(author), automatic).status_code == 201
    decide(case, verdict=Verdict(action="none"))
    appeal = Appeal.objects.get()
    assert (appeal.state, bool(appeal.judged_at)) == ("overturned", True)
    (judged,) = [event for event in told if isinstance(event, AppealJudged)]
    assert (judged.appeal_id, judged.author_id, judged.is_overturned) == (appeal.id, author.id, True)
    assert len(notices(author.id, "appeal_overturned")) == 1
    assert services.verify_ledger().broken_at is None


def test_judging_the_machine_wrong_closes_the_case(world, author, told):
    comment = world.add(author)
    for _ in range(3):
        case = report(comment)
    appeal = services.appeal_decision(
        author_id=author.id, decision_id=Decision.objects.get().id, text="只是开玩笑的话"
    )
    services.judge_appeal(
        actor=make_moderator(), appeal_id=appeal.id, is_overturned=True, answer="没有违反公约，已恢复"
    )
    case.refresh_from_db()
    assert case.state == "decided"
    assert actions(told) == ["fold", "restore"]
    assert {each.outcome for each in case.reports.all()} == {"rejected"}


def test_a_decision_vanishes_when_the_owner_refuses(case, monkeypatch):
    def refuse(event):
        raise RuntimeError

    subscriber = events._Subscriber("tests.refuse", refuse, later=False)
    monkeypatch.setitem(events._subscribers, DecisionMade, [subscriber])
    with pytest.raises(RuntimeError):
        decide(case)
    assert not Decision.objects.exists()
    assert Case.objects.get().state == "open"
    assert services.verify_ledger().entries == 0


def test_a_deleted_account_takes_its_words_along(case):
    row = case.reports.get()
    row.text = "我认识这个人"
    row.save()
    events.publish(UserDeleted(user_id=row.reporter_id))
    row.refresh_from_db()
    assert row.text == ""
    assert Case.objects.get().snapshot["text"] == "朋友代购的，价格比专柜低三成"


def test_overdue_cases_alarm_the_moderators_once(case):
    moderator = make_moderator()
    assert services.alarm_backlog() == 0
    Case.objects.update(due_at=now() - timedelta(minutes=1))
    assert services.alarm_backlog() == 1
    services.alarm_backlog()
    alarms = notices(moderator.id, "backlog_grew")
    assert len(alarms) == 1
    assert '"count": 1' in str(alarms[0]) or alarms[0]["count"] == 1


def test_evidence_goes_after_a_year_unless_held(world):
    plain, held = report(world.add()), report(world.add(), reason="minors")
    for case in (plain, held):
        decide(case)
    Case.objects.update(closed_at=now() - timedelta(days=366))
    services.sweep_evidence()
    plain.refresh_from_db()
    held.refresh_from_db()
    assert plain.snapshot == {}
    assert held.snapshot["text"] == "普通的一句话"


def test_own_data_in_the_export(case, author):
    decide(case)
    files = dict(exports.collect(author.id))
    assert files["moderation/decisions.json"][0]["action"] == "remove"
    assert "messaging/notifications.json" in files
    assert "moderator_id" not in str(files["moderation/decisions.json"])
    reporter_files = dict(exports.collect(case.reports.get().reporter_id))
    assert reporter_files["moderation/reports.json"][0]["outcome"] == "upheld"

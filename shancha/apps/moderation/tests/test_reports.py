"""Reports: taken once from each member, folded into one case, answered in time, hard to abuse."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.moderation import reasons
from shancha.apps.moderation.events import AuthorInformed, DecisionMade
from shancha.apps.moderation.models import Case, Decision, Report
from shancha.apps.moderation.queries.rules import find_clause
from shancha.apps.moderation.screening.reasons import reason_for
from shancha.apps.moderation.services import Verdict, reports
from shancha.apps.moderation.tests.factories import decide, report, settled_user
from shancha.kit.clock import now
from shancha.kit.ids import new_id

pytestmark = pytest.mark.django_db


def send_report(client, subject_id, reason="abuse", kind="comment", text=""):
    body = {"subject_kind": kind, "subject_id": str(subject_id), "reason": reason, "text": text}
    return client.send("POST", "/reports", body)


@pytest.mark.parametrize("kind", ["note", "comment", "user", "topic"])
def test_reasons_are_offered_with_the_promised_time(api, kind):
    offered = {each["code"]: each for each in api().get("/report-reasons", {"kind": kind}).json()}
    assert {"abuse", "wechat_ad", "fake_agent", "illegal", "minors", "doxxing", "other"} <= set(offered)
    assert offered["illegal"]["answer_hours"] == offered["minors"]["answer_hours"] == 2
    assert offered["abuse"]["answer_hours"] == offered["doxxing"]["answer_hours"] == 24
    assert offered["wechat_ad"]["answer_hours"] == 72
    assert offered["other"]["needs_text"] is True
    assert ("impersonation" in offered) == (kind == "user")


def test_a_report_is_taken_with_its_due_time(api, world):
    reporter, comment = settled_user(), world.add(text="你是不是傻")
    answer = send_report(api(reporter), comment, "minors")
    assert answer.status_code == 201, answer.content
    body = answer.json()
    assert body["outcome"] is None
    due = Report.objects.get(id=body["id"]).answer_due_at
    assert timedelta(hours=1, minutes=59) < due - now() <= timedelta(hours=2)
    case = Case.objects.get()
    assert (case.subject_id, case.reason, case.harm, case.is_on_legal_hold) == (comment, "minors", 1.0, True)
    assert case.snapshot["text"] == "你是不是傻"
    assert abs(case.due_at - due) < timedelta(seconds=1)
    assert [each["id"] for each in api(reporter).get("/me/reports").json()["items"]] == [body["id"]]


def test_the_second_report_of_the_same_member_is_the_first(api, world):
    reporter, comment = settled_user(), world.add()
    first = send_report(api(reporter), comment)
    second = send_report(api(reporter), comment, "illegal")
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert Case.objects.get().report_count == 1


def test_after_an_answer_the_member_may_report_anew(world):
    reporter, comment = settled_user(), world.add()
    decide(report(comment, reporter), verdict=Verdict(action="none"))
    report(comment, reporter)
    assert Report.objects.filter(reporter=reporter).count() == 2
    assert Case.objects.filter(state="open").count() == 1


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"reason": "nonsense"}, 422, "moderation.reason_unknown"),
        ({"reason": "impersonation"}, 422, "moderation.reason_unknown"),
        ({"reason": "other"}, 422, "moderation.report_text_required"),
        ({"subject_id": str(new_id())}, 404, "kit.not_found"),
        ({"subject_kind": "planet"}, 422, "kit.input_invalid"),
        ({"text": "长" * 501}, 422, "kit.input_invalid"),
    ],
)
def test_bad_reports_change_nothing(api, world, change, status, code):
    body = {"subject_kind": "comment", "subject_id": str(world.add()), "reason": "abuse", **change}
    answer = api(settled_user()).send("POST", "/reports", body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Case.objects.exists()


def test_own_content_and_oneself_cannot_be_reported(api, world):
    author = settled_user()
    assert send_report(api(author), world.add(author)).json()["code"] == "moderation.own_subject"
    assert (
        send_report(api(author), author.id, "impersonation", "user").json()["code"]
        == "moderation.own_subject"
    )
    assert send_report(api(), world.add()).status_code in {401, 403}


def test_a_member_can_be_reported(api):
    suspect = make_user(nickname="某某大明星本人")
    answer = send_report(api(settled_user()), suspect.id, "impersonation", "user")
    assert answer.status_code == 201
    case = Case.objects.get()
    assert (case.author_id, case.snapshot["title"]) == (suspect.id, suspect.nickname)


def test_reports_a_day_are_limited(api, world, monkeypatch):
    assert reports.REPORTS_A_DAY == 60
    monkeypatch.setattr(reports, "REPORTS_A_DAY", 3)
    client = api(settled_user())
    for _ in range(3):
        assert send_report(client, world.add()).status_code == 201
    answer = send_report(client, world.add())
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_three_reports_fold_a_comment_once_and_tell_the_author(world, told):
    comment = world.add()
    for _ in range(2):
        report(comment)
    assert not Decision.objects.exists()
    for _ in range(3):
        case = report(comment)
    decision = Decision.objects.get()
    assert (decision.action, decision.is_automatic, decision.clause) == ("fold", True, "2.1")
    assert (case.state, case.machine_action, case.report_count) == ("open", "fold", 5)
    assert [event.action for event in told if isinstance(event, DecisionMade)] == ["fold"]
    informed = next(event for event in told if isinstance(event, AuthorInformed))
    assert informed.is_automatic
    assert informed.appealable_until is not None


def test_notes_lose_reach_instead_of_folding(world):
    note = world.add()
    for _ in range(3):
        report(note, kind="note")
    assert Decision.objects.get().action == "limit"


def test_one_report_folds_what_the_machine_finds_too(world):
    report(world.add(text="加薇❤ shancha8866 一手货源招代理"), reason="wechat_ad")
    assert Decision.objects.get().action == "fold"


def test_two_reports_of_a_grave_kind_fold(world):
    comment = world.add()
    report(comment, reason="minors")
    assert not Decision.objects.exists()
    report(comment, reason="illegal")
    assert Decision.objects.get().clause in {"5.1", "4.1"}


def test_a_crowd_of_new_accounts_does_not_fold(world):
    comment = world.add()
    for _ in range(20):
        case = report(comment, make_user())
    assert not Decision.objects.exists()
    assert case.report_weight == 1.0


def test_those_who_are_mostly_wrong_weigh_little(world):
    noisy, careful = settled_user(), settled_user()
    for _ in range(6):
        decide(report(world.add(), noisy), verdict=Verdict(action="none"))
        decide(report(world.add(), careful))
    comment = world.add()
    report(comment, noisy)
    report(comment, careful)
    weights = dict(Report.objects.filter(subject_id=comment).values_list("reporter_id", "weight"))
    assert weights[noisy.id] < 0.6
    assert weights[careful.id] > 1.2


def test_after_an_acquittal_a_crowd_cannot_fold_again(world):
    comment = world.add()
    decide(report(comment), verdict=Verdict(action="none"))
    for _ in range(5):
        report(comment)
    assert not Decision.objects.filter(is_automatic=True).exists()


def test_evidence_outlives_the_subject(world):
    comment = world.add(text="不好听的话")
    case = report(comment)
    del world.subjects[comment]
    case.refresh_from_db()
    assert case.snapshot["text"] == "不好听的话"
    assert decide(case).action == "remove"


def test_a_change_after_the_first_report_is_evidence_too(world):
    comment = world.add(text="先说了难听的话")
    report(comment)
    world.subjects[comment] = replace(world.subjects[comment], text="改成了好听的话")
    report(comment)
    case = report(comment)
    assert case.snapshot["text"] == "先说了难听的话"
    assert [version["text"] for version in case.snapshot["versions"]] == ["改成了好听的话"]


def test_the_queue_puts_grave_and_seen_things_first(world):
    mild = report(world.add(), reason="undisclosed_ad", kind="note")
    grave = report(world.add(), reason="illegal")
    seen = report(world.add(reach=100_000), reason="abuse")
    unseen = report(world.add(), reason="abuse")
    order = list(Case.objects.order_by("-priority").values_list("id", flat=True))
    assert order[0] == grave.id
    assert order.index(seen.id) < order.index(unseen.id)
    assert order[-1] == mild.id


def test_every_reason_has_a_clause_of_the_rules():
    for reason in reasons.REASONS.values():
        assert find_clause(reason.clause) is not None, reason.code
    for code in ("contact_wechat", "link", "off_platform", "fraud", "abuse", "repeated", "unknown", "minors"):
        assert find_clause(reason_for(code).clause) is not None

"""The back office: moderators work through cases and appeals, operators keep words and rules."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.moderation import services
from shancha.apps.moderation.models import Appeal, Case, Decision, Rule, Word, WordList
from shancha.apps.moderation.reasons import REASONS
from shancha.apps.moderation.tests.factories import decide, make_moderator, report, settled_user
from shancha.kit.clock import now

pytestmark = pytest.mark.django_db
VERDICT = {
    "action": "remove",
    "rule": "community-rules 3.1",
    "reason": "评论里留了站外联系方式",
    "sanction": "",
}


def office(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def moderator():
    return make_moderator()


@pytest.fixture
def operator():
    return make_user(is_operator=True)


def page(client, path, **query):
    answer = client.get(f"/admin/moderation/{path}", query)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def test_only_staff_enter():
    for user in (make_user(), make_moderator(status="suspended")):
        assert office(user).get("/admin/moderation/case/").status_code == 302


def test_the_queue_lists_open_cases_most_urgent_first(world, moderator):
    report(world.add(text="一句小小的抱怨"))
    report(world.add(text="很严重的内容"), reason="minors")
    late = report(world.add(text="早就该处理的"))
    done = report(world.add(text="处理过的内容"))
    decide(done)
    Case.objects.filter(id=late.id).update(
        opened_at=now() - timedelta(days=9), due_at=now() - timedelta(days=8)
    )
    text = page(office(moderator), "case/")
    assert "处理过的内容" not in text
    assert text.index("很严重的内容") < text.index("早就该处理的") < text.index("一句小小的抱怨")
    assert "超时" in text
    overdue = page(office(moderator), "case/", queue="overdue")
    assert "早就该处理的" in overdue
    assert "一句小小的抱怨" not in overdue
    assert "处理过的内容" in page(office(moderator), "case/", queue="decided")
    assert "很严重的内容" in page(office(moderator), "case/", reason="minors")


def test_the_queue_speaks_the_moderators_language(world, moderator):
    report(world.add(text="加薇看货"), reason="wechat_ad")
    Case.objects.update(machine_action="hold", subject_kind="user")
    text = re.sub(r"<[^>]+>", "\n", page(office(moderator), "case/"))
    shown = {line.strip() for line in text.splitlines()}
    assert shown >= {"用户", "先审后发", "举报数", "领取人", "立案时间", str(REASONS["wechat_ad"].label)}
    assert shown.isdisjoint({"wechat_ad", "user", "hold", "Report count", "Claimed by", "Opened at"})


def test_a_case_shows_evidence_and_is_decided_and_the_next_follows(world, moderator):
    author = settled_user()
    decide(report(world.add(author, "从前的那条")))
    case = report(world.add(author, "好看！加薇❤ shancha8866 <b>x</b>"), kind="note")
    other = report(world.add(text="下一个案件"))
    client = office(moderator)
    text = page(client, f"case/{case.id}/change/")
    assert '<mark title="contact_wechat">薇❤ shancha8866</mark>' in text
    assert "<b>x</b>" not in text
    assert "从前的那条" not in text
    assert "评论里留了站外联系方式" in text, "the author's history"
    assert client.get(f"/admin/moderation/case/{case.id}/claim/").status_code == 302
    assert Case.objects.get(id=case.id).claimed_by_id == moderator.id
    assert "shancha8866" in page(client, "case/", queue="mine")
    answer = client.post(f"/admin/moderation/case/{case.id}/decide/", VERDICT)
    assert answer.status_code == 302
    assert str(other.id) in answer["Location"]
    assert Decision.objects.filter(case=case, is_automatic=False).get().action == "remove"
    assert LogEntry.objects.filter(user_id=moderator.id, object_id=str(case.id)).count() == 2


def test_a_refused_verdict_shows_why_and_changes_nothing(world, moderator):
    case = report(world.add(text="一句话"))
    answer = office(moderator).post(f"/admin/moderation/case/{case.id}/decide/", {**VERDICT, "reason": ""})
    assert answer.status_code == 200
    assert "处理决定填写不完整" in answer.content.decode()
    answer = office(moderator).post(
        f"/admin/moderation/case/{case.id}/decide/", {**VERDICT, "sanction": "suspend"}
    )
    assert "没有权限做这个决定" in answer.content.decode()
    assert not Decision.objects.exists()


def test_somebody_elses_case_stays_theirs(world, moderator):
    case = report(world.add())
    services.claim_case(actor=make_moderator(), case_id=case.id)
    client = office(moderator)
    client.get(f"/admin/moderation/case/{case.id}/claim/")
    assert "其他审核员" in client.post(f"/admin/moderation/case/{case.id}/decide/", VERDICT).content.decode()
    assert Case.objects.get().claimed_by_id != moderator.id


def test_holding_and_exporting_evidence(world, moderator, operator):
    case = report(world.add(text="要留下的证据"))
    office(moderator).get(f"/admin/moderation/case/{case.id}/hold/")
    assert Case.objects.get().is_on_legal_hold is False
    office(operator).get(f"/admin/moderation/case/{case.id}/hold/")
    assert Case.objects.get().is_on_legal_hold is True
    answer = office(moderator).get(f"/admin/moderation/case/{case.id}/export/")
    assert answer.json()["evidence"]["text"] == "要留下的证据"
    assert "attachment" in answer["Content-Disposition"]


def test_appeals_are_judged_by_another(world, moderator):
    author = settled_user()
    decision = decide(report(world.add(author, "被移除的话")), moderator)
    appeal = services.appeal_decision(author_id=author.id, decision_id=decision.id, text="我觉得不公平")
    assert "我觉得不公平" in page(office(moderator), "appeal/")
    body = {"outcome": "overturned", "answer": "复核后撤销原决定"}
    refused = office(moderator).post(f"/admin/moderation/appeal/{appeal.id}/judge/", body)
    assert "与本案有关" in refused.content.decode()
    second = office(make_moderator())
    assert "被移除的话" in page(second, f"appeal/{appeal.id}/change/")
    assert second.post(f"/admin/moderation/appeal/{appeal.id}/judge/", body).status_code == 302
    assert Appeal.objects.get().state == "overturned"
    assert "我觉得不公平" in page(second, "appeal/", which="judged")


def test_words_are_kept_by_operators_and_tried_by_all(moderator, operator):
    new = {"text": "星河计划", "category": "other", "level": "review", "is_active": "on", "note": ""}
    assert office(moderator).post("/admin/moderation/word/add/", new).status_code == 403
    version = WordList.objects.get().version
    assert office(operator).post("/admin/moderation/word/add/", new).status_code == 302
    assert WordList.objects.get().version == version + 1
    wrong = office(operator).post("/admin/moderation/word/add/", {**new, "text": "！！"})
    assert "这个词无法匹配" in wrong.content.decode()
    trial = {"text": "加薇❤ shancha8866", "level": "0"}
    text = office(moderator).post("/admin/moderation/word/try/", trial).content.decode()
    assert 'data-decision="block"' in text
    assert "<mark" in text
    word = Word.objects.get(text="星河计划")
    assert (
        office(operator).post(f"/admin/moderation/word/{word.id}/delete/", {"post": "yes"}).status_code == 302
    )
    assert "星河计划" in page(office(moderator), "wordchange/")


def test_rules_are_announced_by_operators(moderator, operator):
    first = Rule.objects.get(slug="community-rules")
    text = page(office(operator), "rule/add/", slug="community-rules")
    assert "真诚分享" in text
    at = now() + timedelta(days=10)
    new = {
        "slug": "community-rules", "title_zh": "社区公约", "title_en": "Rules", "body_zh": "1.1 新",
        "body_en": "1.1 New", "change_zh": "改了", "change_en": "Changed", "must_accept": "on",
        "effective_at_0": f"{at:%Y-%m-%d}", "effective_at_1": "00:00:00",
    }  # fmt: skip
    assert office(moderator).post("/admin/moderation/rule/add/", new).status_code == 403
    early = office(operator).post(
        "/admin/moderation/rule/add/", {**new, "effective_at_0": f"{now():%Y-%m-%d}"}
    )
    assert "七天" in early.content.decode()
    assert office(operator).post("/admin/moderation/rule/add/", new).status_code == 302
    assert Rule.objects.get(slug="community-rules", version=2).body_zh == "1.1 新"
    assert office(operator).post(f"/admin/moderation/rule/{first.id}/change/", new).status_code == 403


@pytest.mark.parametrize(
    "name", ["decision", "screening", "ledgerentry", "wordchange", "rule", "word", "appeal"]
)
def test_records_are_read_only(world, moderator, name):
    author = settled_user()
    services.screen(kind="comment", author_id=author.id, text="加薇❤ shancha8866")
    decide(report(world.add(author)))
    client = office(moderator)
    page(client, f"{name}/")
    assert client.get(f"/admin/moderation/{name}/add/").status_code == 403


def test_the_ledger_is_checked_by_a_button(world, moderator):
    decide(report(world.add()))
    answer = office(moderator).get("/admin/moderation/ledgerentry/verify/", follow=True)
    assert "账本完整" in answer.content.decode()

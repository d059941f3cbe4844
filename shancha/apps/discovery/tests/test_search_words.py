"""What stands around search: history, hot searches, suggestions, pinned results, the back office."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from shancha.apps.accounts.models import Block, Mute
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Note
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.discovery.endpoints import search as search_endpoints
from shancha.apps.discovery.models import PinnedResult, SearchHistory, SearchLog, SearchQuery
from shancha.apps.discovery.queries import search_words
from shancha.apps.discovery.search import index
from shancha.apps.discovery.services import hot_searches, rebuild_search_index, search_log
from shancha.apps.moderation.models import Word
from shancha.apps.moderation.queries.words import forget_words
from shancha.kit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    index.forget_reader()
    search_words.forget_words()
    yield
    search_words.forget_words()


@pytest.fixture
def search(api: Callable[..., Any]) -> Callable[..., Any]:
    """Searches with a client and answers the JSON."""

    def ask(q: str, client: Any = None, **query: Any) -> Any:
        answer = (client or api()).get("/search", {"q": q, **query})
        assert answer.status_code == 200, answer.content
        return answer.json()

    return ask


def history(client: Any) -> list[str]:
    return [entry["query"] for entry in client.get("/search/history").json()["items"]]


def log(query: str, people: int, *, found: int = 5, hours: float = 1, network: str = "10.{0}.1.1") -> None:
    with clock.held_at(clock.now() - timedelta(hours=hours)):
        for number in range(people):
            search_log.log_search(
                query=query, person=f"{query}{number}", address=network.format(number), result_count=found
            )


def hot(client: Any) -> list[str]:
    return [item["query"] for item in client.get("/search/hot").json()["items"]]


def suggested(client: Any, q: str, kind: str = "query") -> list[str]:
    items = client.get("/search/suggestions", {"q": q}).json()["items"]
    return [item["text"] for item in items if item["kind"] == kind]


class TestHistory:
    """One's own searches."""

    def test_members_and_visitors_have_their_own_latest_first(self, api, search):
        member, visitor = api(make_user()), api()
        for text in ("露营", "咖啡", "露营"):
            search(text, member)
        search("口红", visitor)
        assert history(member) == ["露营", "咖啡"]
        assert history(visitor) == ["口红"]
        assert history(api()) == []

    def test_further_pages_do_not_count_again(self, api, search):
        client = api(make_user())
        for number in range(3):
            make_public_note(title=f"手冲{number}")
        rebuild_search_index()
        page = search("手冲", client, limit=1)
        client.delete("/search/history")
        search("手冲", client, limit=1, cursor=page["next_cursor"])
        assert history(client) == []
        assert SearchLog.objects.count() == 1

    def test_nothing_is_kept_with_personalisation_off_or_for_minors(self, api, search):
        for user in (make_user(personalised=False), make_user(minor_mode=True)):
            client = api(user)
            search("露营", client)
            assert history(client) == []
        assert not SearchHistory.objects.exists()

    def test_nothing_is_kept_of_a_visitor_who_switched_personalisation_off(self, api, search):
        visitor = api()
        search("口红", visitor)
        assert visitor.send("PUT", "/session/consent", {"personalised": False}).status_code == 200
        search("露营", visitor)
        suggested = visitor.get("/search/suggestions", {"q": "口"}).json()["items"]
        assert not [item for item in suggested if item["kind"] == "history"]
        assert not SearchHistory.objects.filter(query="露营").exists()

    def test_it_holds_twenty_and_can_be_cleared_whole_or_by_entry(self, api, search):
        client, other = api(make_user()), api(make_user())
        for number in range(23):
            search(f"词{number}", client)
        search("词0", other)
        entries = client.get("/search/history").json()["items"]
        assert [len(entries), entries[0]["query"]] == [20, "词22"]
        assert client.send("DELETE", f"/search/history/{entries[0]['id']}").status_code == 204
        assert other.send("DELETE", f"/search/history/{entries[1]['id']}").status_code == 204
        assert history(client)[:2] == ["词21", "词20"]
        assert client.send("DELETE", "/search/history").status_code == 204
        assert (history(client), history(other)) == ([], ["词0"])


class TestHotSearches:
    """What many seek."""

    def test_by_distinct_people_and_freshness(self, api):
        log("露营", 6)
        log("滑雪", 8, hours=40)
        log("秘密", 2)
        for _ in range(5):
            search_log.log_search(query="刷榜", person="one", address="1.2.3.4", result_count=3)
        hot_searches.reckon()
        assert hot(api()) == ["露营", "滑雪"]

    def test_one_network_weighs_like_three(self, api):
        log("刷榜词", 50, network="66.6.6.{0}")
        log("真热词", 5)
        hot_searches.reckon()
        assert hot(api()) == ["真热词", "刷榜词"]
        assert SearchQuery.objects.get(query="刷榜词").people == 3

    def test_banned_words_contacts_and_misses_are_kept_off(self, api):
        Word.objects.create(text="坏词", category="illegal", level="block")
        forget_words()
        log("坏词大全", 6)
        log("加微信 vx138001380", 6)
        log("没有的东西", 6, found=0)
        log("露营", 4)
        hot_searches.reckon()
        assert hot(api()) == ["露营"]
        assert suggested(api(), "坏词") == []
        assert SearchQuery.objects.get(query="没有的东西").missing_people == 6

    def test_operators_pin_and_veto_and_the_figures_leave_that_alone(self, api):
        log("露营", 4)
        log("滑雪", 9)
        hot_searches.reckon()
        SearchQuery.objects.filter(query="滑雪").update(is_hidden=True)
        SearchQuery.objects.create(query="山茶花节", pinned_position=1)
        hot_searches.reckon()
        assert hot(api()) == ["山茶花节", "露营"]
        assert suggested(api(), "滑") == []

    def test_what_fades_is_forgotten(self):
        log("去年", 5, hours=24 * 40)
        SearchQuery.objects.create(query="去年", people=9, heat=3)
        hot_searches.reckon()
        assert not SearchQuery.objects.exists()

    def test_the_log_names_nobody_and_is_swept(self, api, search, settings):
        user = make_user()
        for _ in range(2):
            search("露营", api(user))
        line = SearchLog.objects.get()
        assert str(user.id) not in line.person
        SearchLog.objects.update(created_at=clock.now() - timedelta(days=settings.ENV.log_retention_days + 1))
        SearchHistory.objects.create(key="v:x", query="旧", at=clock.now() - timedelta(days=91))
        search_log.sweep()
        assert not SearchLog.objects.exists()
        assert list(SearchHistory.objects.values_list("query", flat=True)) == ["露营"]


class TestSuggestions:
    """While one types."""

    def test_topics_members_titles_and_frequent_queries(self, api):
        make_user(nickname="露营老王", handle="laowang")
        make_public_note(title="露营装备清单", topics=("露营地推荐",))
        rebuild_search_index()
        log("露营天幕", 4)
        hot_searches.reckon()
        for typed in ("露", "露营", "luying", "ly"):
            assert suggested(api(), typed) == ["露营天幕"], typed
            assert suggested(api(), typed, "topic") == ["露营地推荐"], typed
            assert suggested(api(), typed, "user") == ["露营老王"], typed
        assert suggested(api(), "露营", "note") == ["露营装备清单"]
        assert suggested(api(), "laow", "user") == ["露营老王"]

    def test_own_searches_come_first_and_only_to_oneself(self, api, search):
        client = api(make_user())
        search("露营清单", client)
        assert suggested(client, "露营") == ["露营清单"]
        assert suggested(api(make_user()), "露营") == []

    def test_without_an_index_they_come_from_the_database(self, api):
        make_user(nickname="豆浆妹妹")
        make_public_note(title="豆浆机测评", topics=("豆浆",))
        assert suggested(api(), "豆浆", "topic") == ["豆浆"]
        assert suggested(api(), "豆浆", "user") == ["豆浆妹妹"]
        assert suggested(api(), "豆浆", "note") == ["豆浆机测评"]

    def test_the_hidden_are_hidden_here_too(self, api):
        viewer, blocked, muted = make_user(), make_user(nickname="茶友甲"), make_user(nickname="茶友乙")
        Block.objects.create(blocker=blocked, blocked=viewer)
        Mute.objects.create(muter=viewer, muted=muted)
        note = make_public_note(blocked, title="茶友聚会")
        make_public_note(title="茶友私会", visibility="private")
        rebuild_search_index()
        assert suggested(api(viewer), "茶友", "user") == []
        assert suggested(api(viewer), "茶友", "note") == []
        assert suggested(api(), "茶友", "note") == [note.title]
        assert len(suggested(api(), "茶友", "user")) == 2


class TestPinned:
    """Chosen words."""

    def pin(self, **fields: Any) -> PinnedResult:
        values = {
            "words": ["打call", "山茶花节"],
            "kind": "link",
            "target": "/t/x",
            "title": "山茶花节",
            **fields,
        }
        made = PinnedResult.objects.create(**values)
        search_words.forget_words()
        return made

    def test_it_leads_for_its_words_during_its_dates(self, api, search):
        self.pin(text="三月在云南", label="活动", starts_at=clock.now() - timedelta(days=1))
        expected = {"title": "山茶花节", "text": "三月在云南", "url": "/t/x", "label": "活动"}
        for text in ("山茶花节", "#山茶花节", " 山茶 花节", "打CALL"):
            assert search(text)["pinned"] == expected, text
        assert search("山茶")["pinned"] is None
        PinnedResult.objects.update(ends_at=clock.now() - timedelta(minutes=1))
        search_words.forget_words()
        assert search("山茶花节")["pinned"] is None
        PinnedResult.objects.update(ends_at=None, starts_at=clock.now() + timedelta(days=1))
        search_words.forget_words()
        assert search("山茶花节")["pinned"] is None

    def test_targets_that_are_gone_or_hidden_are_passed_over(self, api, search):
        author, viewer = make_user(handle="hostess"), make_user()
        note = make_public_note(author, title="主会场", topics=("花展",))
        self.pin(kind="note", target=str(note.id), title="", position=1)
        self.pin(kind="topic", target="hua-zhan-nowhere", position=2)
        self.pin(kind="user", target="hostess", title="", position=3)
        assert search("山茶花节")["pinned"]["url"] == f"/n/{note.id}"
        Note.objects.filter(id=note.id).update(state="removed")
        assert search("山茶花节")["pinned"]["url"] == "/u/hostess"
        Block.objects.create(blocker=author, blocked=viewer)
        assert search("山茶花节", api(viewer))["pinned"] is None
        muter = make_user()
        Mute.objects.create(muter=muter, muted=author)
        assert search("山茶花节", api(muter))["pinned"] is None


class TestBackOffice:
    """By role."""

    PAGES = ("synonym", "pinnedresult", "searchquery", "missingquery")

    def test_operators_only(self, api):
        SearchQuery.objects.create(query="没有", missing_people=3)
        operator, moderator = api(make_user(is_operator=True)), api(make_user(is_moderator=True))
        for page in self.PAGES[:3]:
            assert operator.get(f"/admin/discovery/{page}/").status_code == 200, page
            assert moderator.get(f"/admin/discovery/{page}/").status_code == 403, page
        assert "没有" in operator.get("/admin/discovery/missingquery/").content.decode()

    def test_a_link_must_stay_inside(self, api):
        client = api(make_user(is_operator=True))
        form = {
            "words": "打call", "kind": "link", "title": "x", "position": "0",
            "starts_at_0": "2026-01-01", "starts_at_1": "00:00:00",
        }  # fmt: skip
        for target in ("https://evil.example", "//evil.example"):
            client.post("/admin/discovery/pinnedresult/add/", {**form, "target": target})
        assert not PinnedResult.objects.exists()
        client.post("/admin/discovery/pinnedresult/add/", {**form, "target": "/t/x"})
        assert PinnedResult.objects.get().words == ["打call"]

    def test_veto_from_the_list(self, api):
        SearchQuery.objects.create(query="露营", people=5, heat=3)
        client = api(make_user(is_operator=True))
        assert hot(client) == ["露营"]
        client.post("/admin/discovery/searchquery/", {"action": "hide", "_selected_action": ["露营"]})
        assert hot(client) == []


def test_too_many_searches_are_refused(api, monkeypatch):
    monkeypatch.setattr(search_endpoints, "SEARCHES_A_MINUTE", 3)
    client = api(make_user())
    answers = [client.get("/search", {"q": "x"}).status_code for _ in range(8)]  # two windows at most
    assert answers[:3] == [200] * 3
    assert 429 in answers

"""Search through the API: what is found, in which order, by whom."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from shancha.apps.accounts import services as accounts
from shancha.apps.accounts.models import User
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.events import NoteChanged, NotePublished, NoteWithdrawn
from shancha.apps.community.models import Note, Topic
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.discovery.models import IndexChange, Synonym
from shancha.apps.discovery.queries import search_words
from shancha.apps.discovery.search import index
from shancha.apps.discovery.services import indexing, rebuild_search_index
from shancha.kit import clock, events

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    index.forget_reader()
    search_words.forget_words()
    yield
    search_words.forget_words()


@pytest.fixture
def find(api: Callable[..., Any]) -> Callable[..., Any]:
    """Searches as somebody and answers the JSON."""

    def search(q: str, user: Any = None, **query: Any) -> Any:
        answer = api(user).get("/search", {"q": q, "type": "notes", **query})
        assert answer.status_code == 200, answer.content
        return answer.json()

    return search


def titles(page: Any) -> list[str]:
    return [item["title"] for item in page["items"]]


def note(title: str, body: str = "没有什么", **fields: Any) -> Note:
    return make_public_note(title=title, body=body, **fields)


def catch_up() -> None:
    """Runs the writer as the worker does."""
    indexing.refresh_search_index(gather_seconds=0)
    index.forget_reader()


def test_chinese_longer_than_two_characters_is_found(find):
    note("周末去植物园看山茶花")
    note("杭州的龙井村值得一去", body="翁家山的茶农很热情，采茶体验也很好")
    note("完全无关", body="键盘测评")
    rebuild_search_index()
    assert titles(find("山茶花")) == ["周末去植物园看山茶花"]
    assert titles(find("植物园看山茶花")) == ["周末去植物园看山茶花"]
    assert titles(find("龙井村")) == ["杭州的龙井村值得一去"]
    assert titles(find("采茶体验")) == ["杭州的龙井村值得一去"]
    assert titles(find("家山的茶")) == ["杭州的龙井村值得一去"]  # across dictionary words
    assert titles(find("茶")) == titles(find("茶 ")) != []
    assert titles(find("键盘 测评")) == ["完全无关"]
    assert find("火星基地")["total"] == 0


def test_traditional_and_simplified_find_each_other(find):
    note("头发干燥怎么护理")
    note("臺灣滷肉飯的做法", body="乾淨的鍋，後來再加醬油")
    rebuild_search_index()
    assert titles(find("頭髮乾燥")) == titles(find("头发干燥")) == ["头发干燥怎么护理"]
    assert titles(find("台湾卤肉饭")) == titles(find("臺灣")) == ["臺灣滷肉飯的做法"]
    assert titles(find("干净的锅")) == ["臺灣滷肉飯的做法"]


def test_letters_digits_and_signs(find):
    note("iPhone15 测评：值不值", body="Café 里拍的")
    note("SK-II 神仙水空瓶", body="C++ 程序员的护肤 ☕")
    rebuild_search_index()
    for text in ("iphone15", "IPHONE", "ｉＰｈｏｎｅ", "cafe", "café"):
        assert titles(find(text)) == ["iPhone15 测评：值不值"], text
    for text in ("sk-ii", "skii", "SK II", "神仙水", "☕"):
        assert titles(find(text)) == ["SK-II 神仙水空瓶"], text


def test_pinyin_initials_and_slips(find):
    note("山茶花开了", body="春天")
    note("重庆火锅地图", body="必吃")
    note("Patagonia 抓绒测评", body="保暖")
    rebuild_search_index()
    for text in ("shanchahua", "shan cha hua", "sch", "shancha"):
        assert "山茶花开了" in titles(find(text)), text
    assert titles(find("chongqing")) == ["重庆火锅地图"]
    assert titles(find("cqhg")) == ["重庆火锅地图"]
    slip = find("shanchauha")
    assert (titles(slip), slip["corrected"]) == (["山茶花开了"], "山茶花")
    slip = find("patagona")
    assert (titles(slip), slip["corrected"]) == (["Patagonia 抓绒测评"], "patagonia")
    slip = find("山查花")
    assert (titles(slip), slip["corrected"]) == (["山茶花开了"], "山茶花")
    assert find("山茶花")["corrected"] is None


def test_pinyin_that_is_not_finished_is_finished_and_never_cut_off(find):
    note("口红试色", body="黄皮")
    note("口红空瓶记", body="三支")
    note("一口锅", body="樱桃小口")
    rebuild_search_index()
    unfinished = find("kouh")
    assert (sorted(titles(unfinished)), unfinished["corrected"]) == (["口红空瓶记", "口红试色"], "口红")
    cut_off = find("kouw")
    assert (titles(cut_off), cut_off["corrected"]) == ([], None)


def test_words_that_are_not_all_there_find_most(find):
    note("露营装备清单", body="帐篷和天幕")
    rebuild_search_index()
    assert titles(find("露营 帐篷 滑雪板")) == ["露营装备清单"]


def test_synonyms(find):
    note("神仙水用了三年", body="真实感受")
    note("SK-II 开箱", body="正装")
    Synonym.objects.create(words=["SK-II", "神仙水"])
    Synonym.objects.create(words=["开箱", "拆箱"], is_active=False)
    rebuild_search_index()
    assert set(titles(find("神仙水"))) == set(titles(find("sk-ii"))) == {"神仙水用了三年", "SK-II 开箱"}
    assert titles(find("sk-ii 三年")) == ["神仙水用了三年"]


def test_title_counts_more_and_good_notes_more(find):
    body = note("周末日记", body="喝了咖啡，" + "走了很多路，" * 10)
    title = note("咖啡馆合集", body="走了很多路，" * 10)
    loved = note("咖啡馆地图", body="走了很多路，" * 10, like_count=900, quality=0.95)
    rebuild_search_index()
    assert titles(find("咖啡")) == [loved.title, title.title, body.title]


def test_orders_categories_and_facets(find):
    at = clock.now() - timedelta(days=3)
    old = note("面包一", published_at=at, hot=9.0, category_id="food")
    middle = note("面包二", published_at=at + timedelta(days=1), hot=1.0, category_id="food")
    new = note("面包三", published_at=at + timedelta(days=2), hot=5.0, category_id="home")
    rebuild_search_index()
    assert titles(find("面包", order="newest")) == [new.title, middle.title, old.title]
    assert titles(find("面包", order="hot")) == [old.title, new.title, middle.title]
    page = find("面包")
    assert [(facet["category"]["slug"], facet["count"]) for facet in page["facets"]] == [
        ("food", 2),
        ("home", 1),
    ]
    assert (page["total"], page["is_total_bounded"]) == (3, False)
    page = find("面包", category="home")
    assert (titles(page), page["total"]) == ([new.title], 1)
    assert find("面包", category="nowhere")["items"] == []


@pytest.mark.parametrize("order", ["relevance", "newest", "hot"])
@pytest.mark.parametrize("limit", [5, 20])
def test_paging_repeats_nothing_and_misses_nothing(find, order, limit):
    author = make_user()
    expected = {note(f"通勤穿搭{number}", author=author).id for number in range(53)}
    rebuild_search_index()
    seen: list[str] = []
    page = find("通勤穿搭", order=order, limit=limit)
    while True:
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        fresh = note("通勤穿搭最新", author=author)
        indexing.note_changed(fresh.id)
        Note.objects.filter(id=fresh.id).update(hot=99.0)
        catch_up()
        page = find("通勤穿搭", order=order, limit=limit, cursor=page["next_cursor"])
    assert len(seen) == len(set(seen))
    assert {str(each) for each in expected} == set(seen)


def test_members_and_topics(find, api):
    made = make_user(nickname="山茶花匠", handle="huajiang")
    make_user(nickname="路人甲")
    note("随便", topics=("山茶花展", "露营"))
    rebuild_search_index()
    for text in ("山茶花匠", "花匠", "shanchahuajiang", "schj", "huajiang", "HUAJ", "@huajiang", "山"):
        found = find(text, type="users")
        assert [user["id"] for user in found["items"]] == [str(made.id)], text
        assert found["items"][0]["viewer"] == {"follows": False, "followed_by": False}
    for text in ("山茶花展", "花展", "schz", "#山茶花展", "shanchahuazhan"):
        assert [topic["name"] for topic in find(text, type="topics")["items"]] == ["山茶花展"], text
    everything = find("山茶花", type="all")
    assert [topic["name"] for topic in everything["related_topics"]] == ["山茶花展"]
    assert [user["nickname"] for user in everything["users"]] == ["山茶花匠"]
    Topic.objects.filter(name="山茶花展").update(state="banned")
    assert find("山茶花展", type="topics")["items"] == []


def test_topics_of_hidden_notes_alone_are_not_found(find, api):
    note("随便", topics=("我要离婚",), visibility="private")
    rebuild_search_index()
    assert find("我要离婚", type="topics")["items"] == []
    assert find("我要", type="all")["related_topics"] == []
    assert "我要离婚" not in api().get("/search/suggestions", {"q": "我要"}).content.decode()


def test_blocked_muted_private_and_removed_never_appear(find, api):
    viewer, blocked, blocker, muted, friend = (make_user(nickname=f"茶友{name}") for name in "甲乙丙丁戊")
    for number, author in enumerate((blocked, blocker, muted, friend)):
        note(f"白茶笔记{number}", author=author)
    note("白茶私密", visibility="private")
    note("白茶粉丝", visibility="followers")
    note("白茶下架", state="removed")
    note("白茶审核", state="review")
    note("白茶限流", is_limited=True)
    rebuild_search_index()
    _relate(viewer, blocked, blocker, muted)
    assert find("白茶")["total"] == 4
    page = find("白茶", viewer)
    assert (titles(page), page["total"]) == (["白茶笔记3"], 1)
    assert sum(facet["count"] for facet in page["facets"]) == 1
    people = find("茶友", viewer, type="users")
    assert {user["id"] for user in people["items"]} == {str(friend.id), str(viewer.id)}
    assert people["total"] == 2
    assert {user["id"] for user in find("茶友", viewer, type="all")["users"]} <= {
        str(friend.id),
        str(viewer.id),
    }
    suggested = api(viewer).get("/search/suggestions", {"q": "茶友"}).json()["items"]
    assert {item["handle"] for item in suggested if item["kind"] == "user"} == {friend.handle, viewer.handle}
    suggested = api(viewer).get("/search/suggestions", {"q": "白茶"}).json()["items"]
    assert [item["text"] for item in suggested if item["kind"] == "note"] == ["白茶笔记3"]


def _relate(viewer: User, blocked: User, blocker: User, muted: User) -> None:
    from shancha.apps.accounts.models import Block, Mute  # noqa: PLC0415

    Block.objects.create(blocker=viewer, blocked=blocked)
    Block.objects.create(blocker=blocker, blocked=viewer)
    Mute.objects.create(muter=viewer, muted=muted)


def test_what_just_changed_is_not_shown_though_the_index_lags(find):
    gone, stays = note("青团一"), note("青团二")
    rebuild_search_index()
    Note.objects.filter(id=gone.id).update(state="removed")
    assert titles(find("青团", limit=1)) == [stays.title]


def test_order_is_the_same_for_everybody(find):
    for number in range(12):
        note(f"口红试色{number}", like_count=number % 5)
    rebuild_search_index()
    one, other = make_user(), make_user(personalised=False)
    find("口红 0", one)
    assert titles(find("口红试色", one)) == titles(find("口红试色", other)) == titles(find("口红试色"))


def test_minors_meet_no_advertising_and_nothing_unsettled(find):
    at = clock.now() - timedelta(hours=5)
    good = note("手帐排版", published_at=at)
    note("手帐广告", published_at=at, is_paid_cooperation=True)
    note("手帐带货", published_at=at, is_ad=True)
    note("手帐新发")
    rebuild_search_index()
    minor = find("手帐", make_user(minor_mode=True))
    assert (titles(minor), minor["total"]) == ([good.title], 1)
    assert [facet["count"] for facet in minor["facets"]] == [1]
    grown = find("手帐", make_user())
    assert (grown["total"], [facet["count"] for facet in grown["facets"]]) == (4, [4])


def test_found_soon_after_publishing_and_gone_after_withdrawal(find):
    rebuild_search_index()
    made = note("樱桃酱做法")
    events.publish(NotePublished(made.id, made.author_id, "public"))
    assert IndexChange.objects.count() > 0
    catch_up()
    assert IndexChange.objects.count() == 0
    assert titles(find("樱桃酱")) == ["樱桃酱做法"]
    Note.objects.filter(id=made.id).update(title="草莓酱做法")
    events.publish(NoteChanged(made.id, made.author_id))
    catch_up()
    assert titles(find("草莓酱")) == ["草莓酱做法"]
    assert find("樱桃酱")["items"] == []
    Note.objects.filter(id=made.id).update(state="deleted")
    events.publish(NoteWithdrawn(made.id, made.author_id))
    catch_up()
    assert find("草莓酱")["total"] == 0


def test_suspended_member_and_their_notes_leave_the_index(find):
    made = make_user(nickname="骗子小王")
    note("高仿包", author=made)
    rebuild_search_index()
    accounts.suspend_user(user_id=made.id, until=None, reason="spam")
    catch_up()
    assert find("骗子", type="users")["total"] == 0
    assert find("高仿包")["total"] == 0
    accounts.unsuspend_user(user_id=made.id)
    catch_up()
    assert find("高仿包")["total"] == 1


def test_sweep_follows_changes_past_the_events(find):
    indexing.sweep_search_index()
    rebuild_search_index()
    note("绿豆汤")
    indexing.sweep_search_index()
    catch_up()
    assert titles(find("绿豆汤")) == ["绿豆汤"]


def test_without_an_index_search_answers_plainly_and_the_worker_builds_one(find, tmp_path):
    made = note("豆浆机测评")
    make_user(nickname="豆浆妹妹")
    assert titles(find("豆浆机")) == [made.title]
    assert find("豆浆", type="users")["total"] == 1
    assert find("豆浆", type="topics")["total"] == 0
    catch_up()
    assert index.current_generation()
    assert titles(find("doujiangji")) == [made.title]


def test_a_broken_index_is_no_fault_and_is_mended(find):
    note("月饼礼盒")
    rebuild_search_index()
    generation = index.folder() / str(index.current_generation())
    (generation / "note" / "meta.json").write_text("{")
    index.forget_reader()
    assert titles(find("月饼")) == ["月饼礼盒"]
    catch_up()
    assert titles(find("yuebing")) == ["月饼礼盒"]


def test_a_crash_before_the_commit_loses_nothing(find, monkeypatch):
    rebuild_search_index()
    made = note("酸梅汤")
    indexing.note_changed(made.id)
    monkeypatch.setattr(index.Generation, "commit", _crash)
    with pytest.raises(RuntimeError):
        catch_up()
    monkeypatch.undo()
    assert find("酸梅汤")["total"] == 0
    assert IndexChange.objects.exists()
    catch_up()
    assert titles(find("酸梅汤")) == ["酸梅汤"]


def _crash(_generation: index.Generation) -> None:
    raise RuntimeError


def test_a_rebuild_takes_up_what_changes_meanwhile(find, monkeypatch):
    first = note("芝麻糊")
    rebuild_search_index()
    original = indexing._fields

    def change_on_the_way(shelf: Any, row: Any) -> Any:
        fields = original(shelf, row)
        if shelf == "note" and row["title"] == "芝麻糊":
            Note.objects.filter(id=first.id).update(title="核桃糊")
            indexing.note_changed(first.id)
        return fields

    monkeypatch.setattr(indexing, "_fields", change_on_the_way)
    rebuild_search_index()
    assert titles(find("核桃糊")) == ["核桃糊"]
    assert find("芝麻糊")["total"] == 0


def test_only_one_process_writes():
    with index.writing() as is_ours:
        assert is_ours
        IndexChange.objects.create(kind="note", subject_id=make_user().id)
        assert indexing.refresh_search_index(gather_seconds=0) == 0
    assert IndexChange.objects.exists()


@hypothesis(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), shelf=st.sampled_from(["all", "notes", "users", "topics"]))
def test_whatever_is_typed_never_fails(api, text, shelf):
    if index.current_generation() is None:
        note("标题 AND OR NOT title:*")
        rebuild_search_index()
    answer = api().get("/search", {"q": text, "type": shelf})
    assert answer.status_code in {200, 429}
    assert api().get("/search/suggestions", {"q": text}).status_code in {200, 429}


@pytest.mark.parametrize(
    "text", ['"', "title:x OR *", "a~9", "[a TO b]", "\\", "%", "_", "' or 1=1", "山" * 60, "的"]
)
def test_signs_are_only_text(find, api, text):
    note("山茶")
    rebuild_search_index()
    assert find(text)["total"] <= 1
    assert api().get("/search/suggestions", {"q": text}).status_code == 200


def test_bad_requests_are_refused(api):
    assert api().get("/search", {"q": "x" * 61}).status_code == 422
    assert api().get("/search", {"q": "x", "cursor": "%%%"}).status_code == 422
    assert api().get("/search", {"q": "x", "type": "boards"}).status_code == 422
    assert api().get("/search", {"q": "   "}).json()["items"] == []


def test_more_followers_reach_the_index_with_the_next_sweep():
    idol = make_user(nickname="向日葵")
    rebuild_search_index()
    IndexChange.objects.all().delete()
    for _ in range(3):
        accounts.follow_user(follower_id=make_user().id, followee_id=idol.id)
    assert set(IndexChange.objects.values_list("kind", "subject_id")) >= {("user", idol.id)}
    indexing.sweep_search_index()
    catch_up()
    assert not IndexChange.objects.exists()


@pytest.mark.parametrize("is_indexed", [True, False])
def test_members_are_found_by_the_field_they_are_verified_in(api, is_indexed: bool) -> None:
    cook = make_user(nickname="山茶厨房", role="creator", badge_category="food")
    make_user(nickname="山茶宠物", role="creator", badge_category="pets")
    make_user(nickname="山茶路人", badge_category="food")
    if is_indexed:
        rebuild_search_index()
    found = api().get("/search", {"q": "山茶", "type": "users", "category": "food"}).json()["items"]
    assert [item["id"] for item in found] == [str(cook.id)]
    assert found[0]["badge"] == {"kind": "creator", "label": "", "category": "food"}

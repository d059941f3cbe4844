"""One's own profile and settings, and what others may see."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT, encode_multipart
from PIL import Image

from shancha.apps.accounts import hooks, names, places
from shancha.apps.accounts.models import User
from shancha.apps.accounts.services import rules
from shancha.apps.accounts.tests.factories import make_user
from shancha.kit import storage
from shancha.kit.errors import InvalidInputError

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]
FAR = datetime(2100, 1, 1, tzinfo=UTC)


def picture(width: int = 900, height: int = 600, kind: str = "JPEG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, kind)
    return buffer.getvalue()


def put_file(client: Any, path: str, content: bytes, name: str = "a.jpg") -> Any:
    body = encode_multipart("BoUnDaRyStRiNg", {"file": SimpleUploadedFile(name, content)})
    return client.generic("PUT", path, body, content_type=MULTIPART_CONTENT)


def test_profile_changes(api: Api) -> None:
    client = api(make_user())
    answer = client.send(
        "PATCH",
        "/me",
        {
            "nickname": " 小  满 ",
            "bio": "第一行\n\n\n\n第二行",
            "city": "530581",
            "gender": "female",
            "birth_date": "2001-02-03",
        },
    )
    me = answer.json()
    assert (me["nickname"], me["bio"]) == ("小 满", "第一行\n\n第二行")
    assert me["city"] == {"code": "530581", "name": "腾冲"}
    assert (me["gender"], me["birth_date"]) == ("female", "2001-02-03")
    assert client.send("PATCH", "/me", {"birth_date": None, "city": ""}).json()["city"] is None
    user = User.objects.get()
    assert (user.lat, user.lng, user.birth_date) == (None, None, None)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"is_phone_verified": False}, "accounts.phone_required"),
        ({"status": "muted", "muted_until": FAR}, "accounts.muted"),
    ],
)
def test_words_that_everybody_reads_need_what_writing_needs(
    api: Api, fields: dict[str, Any], code: str
) -> None:
    user = make_user(**fields, bio="从前写的")
    client = api(user)
    for body in ({"nickname": "新的名字"}, {"bio": "新的简介"}, {"bio": "新的简介", "city": "530581"}):
        answer = client.send("PATCH", "/me", body)
        assert (answer.status_code, answer.json()["code"]) == (403, code)
    allowed = client.send("PATCH", "/me", {"city": "530581", "gender": "female", "language": "en", "bio": ""})
    assert (allowed.status_code, allowed.json()["bio"]) == (200, "")
    user.refresh_from_db()
    assert user.city_code == "530581"


def test_no_phone_is_asked_for_a_nickname_where_writing_needs_none(api: Api) -> None:
    rules.set_phone_required(is_required=False)
    client = api(make_user(is_phone_verified=False))
    assert client.send("PATCH", "/me", {"nickname": "新的名字"}).json()["nickname"] == "新的名字"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"nickname": ""}, "nickname"),
        ({"nickname": "\u200b\u202e "}, "nickname"),
        ({"nickname": "长" * 21}, "nickname"),
        ({"nickname": "…!!"}, "nickname"),
        ({"bio": "长" * 101}, "bio"),
        ({"handle": "ab"}, "handle"),
        ({"handle": "Ünder"}, "handle"),
        ({"birth_date": "2999-01-01"}, "birth_date"),
        ({"birth_date": "1899-12-31"}, "birth_date"),
        ({"city": "999999"}, "city"),
        ({"gender": "x"}, "gender"),
        ({"language": "fr"}, "language"),
    ],
)
def test_bad_values_are_refused_by_name(api: Api, body: dict[str, Any], field: str) -> None:
    user = make_user()
    answer = api(user).send("PATCH", "/me", body)
    assert answer.status_code == 422
    assert field in answer.json()["fields"]
    before = user.nickname
    user.refresh_from_db()
    assert user.nickname == before


def test_the_handle_changes_once(api: Api) -> None:
    make_user(handle="taken-one")
    client = api(make_user())
    assert client.send("PATCH", "/me", {"handle": "taken-one"}).json()["code"] == "accounts.handle_taken"
    assert client.send("PATCH", "/me", {"handle": "admin"}).json()["code"] == "accounts.handle_taken"
    assert client.send("PATCH", "/me", {"handle": "My-Name"}).json()["handle"] == "my-name"
    assert client.send("PATCH", "/me", {"handle": "my-name"}).status_code == 200
    answer = client.send("PATCH", "/me", {"handle": "another"})
    assert answer.json()["code"] == "accounts.handle_fixed"
    assert client.get("/me").json()["can_change_handle"] is False


@pytest.mark.parametrize(
    "nickname",
    ["沈雨棠", "沈 雨 棠", "沈雨棠✨", "沈．雨棠", "Ａnna", "ANNA", "annà", "山茶集官号", "客服小美"],
)
def test_nobody_takes_a_verified_name(api: Api, nickname: str) -> None:
    make_user(nickname="沈雨棠", role="star")
    make_user(nickname="Anna", role="creator")
    answer = api(make_user()).send("PATCH", "/me", {"nickname": nickname})
    assert answer.status_code == 409
    assert answer.json()["code"] == "accounts.nickname_reserved"


def test_ordinary_names_may_repeat(api: Api) -> None:
    make_user(nickname="小雨")
    assert api(make_user()).send("PATCH", "/me", {"nickname": "小雨"}).status_code == 200
    assert names.nickname_key("badminton") != ""
    assert api(make_user()).send("PATCH", "/me", {"nickname": "🌺🌺"}).status_code == 200


def test_texts_pass_the_checks_of_moderation(api: Api, monkeypatch: Any) -> None:
    def refuse(field: str, text: str) -> None:
        if "加微信" in text:
            raise InvalidInputError(fields={field: "x"})

    monkeypatch.setattr(hooks, "_text_checks", [refuse])
    answer = api(make_user()).send("PATCH", "/me", {"bio": "加微信 abc"})
    assert answer.json()["fields"] == {"bio": ["x"]}


def test_an_avatar_is_square_and_the_old_one_goes(api: Api, django_capture_on_commit_callbacks: Any) -> None:
    client = api(make_user())
    url = put_file(client, "/me/avatar", picture()).json()["url"]
    path = url.removeprefix(settings.MEDIA_URL)
    with storage.open_file(path) as file:
        image = Image.open(file)
        assert (image.format, image.size) == ("WEBP", (256, 256))
    assert storage.exists(path.replace("256", "96"))
    assert client.get("/me").json()["avatar"] == url
    with django_capture_on_commit_callbacks(execute=True):
        put_file(client, "/me/avatar", picture(40, 40, "PNG"))
    assert not storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.delete("/me/avatar").json() == {"url": ""}
    assert client.get("/me").json()["avatar"] == ""


def test_a_cover_in_two_widths(api: Api) -> None:
    client = api(make_user())
    url = put_file(client, "/me/cover", picture(500, 300)).json()["url"]
    assert url.endswith("/1440.webp")
    assert storage.exists(url.removeprefix(settings.MEDIA_URL).replace("1440", "720"))


def test_a_high_cover_shows_its_middle_square(api: Api) -> None:
    url = put_file(api(make_user()), "/me/cover", picture(90, 1800)).json()["url"]
    with storage.open_file(f"covers/{url.split('/')[-2]}/1440.webp") as file:
        assert Image.open(file).size == (1440, 1440)


@pytest.mark.parametrize("path", ["/me/avatar", "/me/cover"])
def test_an_extreme_picture_is_refused_before_it_grows(api: Api, path: str) -> None:
    answer = put_file(api(make_user()), path, picture(60, 16_000, "PNG"))
    assert (answer.status_code, answer.json()["code"]) == (422, "kit.picture_too_narrow")


@pytest.mark.parametrize("content", [b"", b"<script>alert(1)</script>", b"\xff\xd8\xff broken", b"GIF89a"])
def test_no_picture_no_avatar(api: Api, content: bytes) -> None:
    user = make_user()
    answer = put_file(api(user), "/me/avatar", content)
    assert answer.status_code == 422
    user.refresh_from_db()
    assert user.avatar_key == ""


def test_a_form_that_is_too_large_is_refused_unread(api: Api) -> None:
    client = api(make_user())
    length = {"CONTENT_LENGTH": str(40 * 1024 * 1024)}
    answer = client.generic(
        "PUT", "/me/avatar", b"x", content_type="multipart/form-data; boundary=x", **length
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "kit.picture_too_large")


def test_an_avatar_must_come_as_a_form(api: Api) -> None:
    client = api(make_user())
    assert client.send("PUT", "/me/avatar", {"file": "x"}).status_code == 422
    assert client.generic("PUT", "/me/avatar", b"junk", content_type="multipart/form-data").status_code == 422


def test_settings_change_one_switch_at_a_time(api: Api) -> None:
    client = api(make_user())
    start = client.get("/me/settings").json()
    assert start["dwell_consent"] is False
    assert start["privacy"]["show_liked"] is False
    client.send("PATCH", "/me/settings", {"privacy": {"show_liked": True}})
    changed = client.send(
        "PATCH",
        "/me/settings",
        {"privacy": {"comment_policy": "none"}, "notices": {"likes": False}, "language": "en"},
    ).json()
    assert changed["privacy"]["show_liked"] is True
    assert changed["privacy"]["comment_policy"] == "none"
    assert changed["notices"] == {**start["notices"], "likes": False}
    assert changed["language"] == "en"
    assert client.send("PATCH", "/me/settings", {"privacy": {"comment_policy": "all"}}).status_code == 422


def test_minor_mode_ends_with_its_pin_only(api: Api) -> None:
    client = api(make_user())

    def switch(is_on: bool, pin: str) -> Any:
        return client.send("PATCH", "/me/settings", {"minor_mode": {"is_on": is_on, "pin": pin}})

    assert switch(True, "12x4").status_code == 422
    assert switch(True, "1234").json()["minor_mode"] == {"is_on": True}
    for _ in range(5):
        assert switch(False, "0000").json()["code"] == "accounts.pin_wrong"
    assert switch(False, "1234").status_code == 429
    assert client.get("/me").json()["minor_mode"] is True


def test_minors_open_settings_with_the_guardians_pin_only(api: Api) -> None:
    client = api(make_user())
    wide, narrow = {"privacy": {"show_liked": True}}, {"privacy": {"comment_policy": "followers"}}

    def change(body: dict[str, Any], address: str = "/me/settings") -> Any:
        return client.send("PUT" if "session" in address else "PATCH", address, body)

    assert change(wide).status_code == 200
    change({"minor_mode": {"is_on": True, "pin": "1234"}})
    closing = {"personalised": False, "dwell_consent": False, "privacy": {"show_liked": False}}
    assert change(closing).status_code == change(narrow).status_code == 200
    openings = [{"personalised": True}, {"dwell_consent": True}, wide]
    for body in [*openings, {"privacy": {"comment_policy": "everyone"}}]:
        assert change(body).json()["code"] == "accounts.pin_needed"
    for body in ({"personalised": True}, {"dwell": True}):
        assert change(body, "/session/consent").json()["code"] == "accounts.pin_needed"
    assert change({**wide, "pin": "0000"}).json()["code"] == "accounts.pin_wrong"
    settings = client.get("/me/settings").json()
    assert (settings["personalised"], settings["dwell_consent"]) == (False, False)
    assert settings["privacy"]["show_liked"] is False
    assert change({**wide, "pin": "1234"}).json()["privacy"]["show_liked"] is True
    assert change({"dwell": True, "pin": "1234"}, "/session/consent").json()["dwell"] is True


def test_the_profile_shows_what_its_owner_shows(api: Api) -> None:
    user = make_user(city_code="310100", gender="female", role="creator", badge_label="真实测评")
    page = api().get(f"/users/{user.handle}").json()
    assert page["badge"] == {"kind": "creator", "label": "真实测评", "category": ""}
    assert (page["city"], page["gender"]) == ("上海", "female")
    assert page["tabs"] == ["notes", "collected"]
    assert page["viewer"] == {
        "follows": False,
        "followed_by": False,
        "blocked": False,
        "muted": False,
        "is_me": False,
    }
    owner = api(user)
    owner.send(
        "PATCH",
        "/me/settings",
        {"privacy": {"show_city": False, "show_gender": False, "show_collected": False}},
    )
    page = api().get(f"/users/{user.handle}").json()
    assert (page["city"], page["gender"], page["tabs"]) == (None, None, ["notes"])
    assert owner.get(f"/users/{user.handle}").json()["tabs"] == ["notes", "collected", "liked"]
    assert {"phone", "email", "birth_date"}.isdisjoint(page)


def test_interests_need_three_known_ones(api: Api) -> None:
    client = api(make_user())
    assert client.send("PUT", "/me/interests", {"categories": ["food", "travel"]}).status_code == 422
    answer = client.send("PUT", "/me/interests", {"categories": ["food", "travel", "nonsense"]})
    assert answer.json()["code"] == "accounts.interest_unknown"
    body = {"categories": ["travel", "food", "pets"], "lat": 30.2741, "lng": 120.1551}
    answer = client.send("PUT", "/me/interests", body)
    assert answer.json() == {
        "interests": ["travel", "food", "pets"],
        "city": {"code": "330100", "name": "杭州"},
    }
    user = User.objects.get()
    assert (user.lat, user.lng) == (30.25, 120.15)


def test_places_by_name_pinyin_and_initials(api: Api) -> None:
    def search(q: str) -> list[str]:
        return [place["name"] for place in api().get("/places", {"q": q}).json()["items"]]

    assert search("")[:4] == ["北京", "上海", "广州", "深圳"]
    assert search("杭")[0] == "杭州"
    assert search("chongq") == ["重庆"]
    assert "呼和浩特" in search("hhht")
    assert search("昆明市") == ["昆明"]
    assert search("nowhere") == []
    assert len(places.all_places()) >= 340
    assert all(18 <= place.lat <= 54 or place.name == "三沙" for place in places.all_places())
    assert all(73 < place.lng < 136 for place in places.all_places())


def test_a_profile_of_the_demo_world_says_so(api: Api) -> None:
    for is_demo in (True, False):
        user = make_user(is_demo=is_demo)
        assert api().get(f"/users/{user.handle}").json()["is_demo"] is is_demo

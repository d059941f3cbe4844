"""Resumable uploads: any piece may fail, nothing is lost, nobody else gets near."""

import base64
import hashlib
from datetime import timedelta

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Upload
from shancha.apps.community.services import uploads
from shancha.apps.community.tests.factories import TUS, picture_bytes, send_file, send_piece, start_upload
from shancha.kit.clock import now

pytestmark = pytest.mark.django_db


def test_options_tell_what_the_server_can_do(api):
    answer = api().generic("OPTIONS", "/uploads")
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert "termination" in answer["Tus-Extension"]


def test_an_upload_survives_a_broken_line(api):
    client = api(make_user())
    content = picture_bytes()
    location = start_upload(client, len(content))["Location"]
    assert send_piece(client, location, 0, content[:1000])["Upload-Offset"] == "1000"

    again = client.generic("HEAD", location, headers=TUS)
    assert (again.status_code, again["Upload-Offset"], again["Upload-Length"]) == (
        200,
        "1000",
        str(len(content)),
    )

    assert send_piece(client, location, 1000, content[1000:]).status_code == 204
    answer = client.send("POST", "/assets", {"upload_id": location.rsplit("/", 1)[1]})
    assert answer.status_code == 201
    assert answer.json()["state"] == "ready"


def test_a_piece_at_the_wrong_place_is_refused_and_changes_nothing(api):
    client = api(make_user())
    location = start_upload(client, 100)["Location"]
    send_piece(client, location, 0, b"x" * 10)
    answer = send_piece(client, location, 5, b"y" * 10)
    assert (answer.status_code, answer.json()["code"]) == (409, "community.upload_offset")
    assert client.generic("HEAD", location, headers=TUS)["Upload-Offset"] == "10"


def test_more_than_announced_is_refused(api):
    client = api(make_user())
    location = start_upload(client, 10)["Location"]
    answer = send_piece(client, location, 0, b"x" * 11)
    assert (answer.status_code, answer.json()["code"]) == (413, "community.upload_too_large")


def test_a_damaged_piece_is_dropped_whole(api):
    client = api(make_user())
    location = start_upload(client, 10)["Location"]
    wrong = "sha1 " + base64.b64encode(hashlib.sha1(b"other", usedforsecurity=False).digest()).decode()
    assert send_piece(client, location, 0, b"12345", **{"Upload-Checksum": wrong}).status_code == 460
    right = "sha256 " + base64.b64encode(hashlib.sha256(b"12345").digest()).decode()
    assert send_piece(client, location, 0, b"12345", **{"Upload-Checksum": right})["Upload-Offset"] == "5"
    assert send_piece(client, location, 5, b"1", **{"Upload-Checksum": "md5 AA=="}).status_code == 422


@pytest.mark.parametrize(
    ("kind", "size", "status"), [("image", 31 * 2**20, 413), ("video", 501 * 2**20, 413)]
)
def test_size_is_refused_before_a_byte_flows(api, kind, size, status):
    answer = start_upload(api(make_user()), size, kind=kind)
    assert answer.status_code == status
    assert not Upload.objects.exists()


def test_a_piece_beyond_the_limit_of_one_request_is_refused(api):
    client = api(make_user())
    location = start_upload(client, 20 * 2**20, kind="video")["Location"]
    answer = send_piece(client, location, 0, b"x" * (8 * 2**20 + 1))
    assert answer.json()["code"] == "community.upload_chunk_too_large"


def test_others_uploads_do_not_exist(api):
    location = start_upload(api(make_user()), 100)["Location"]
    other = api(make_user())
    assert other.generic("HEAD", location, headers=TUS).status_code == 404
    assert send_piece(other, location, 0, b"x").status_code == 404
    assert other.generic("DELETE", location, headers=TUS).status_code == 404
    upload_id = location.rsplit("/", 1)[1]
    assert (
        other.send("POST", "/assets", {"upload_id": upload_id}).json()["code"] == "community.upload_not_found"
    )
    assert api().generic("HEAD", location, headers=TUS).status_code == 401


def test_giving_up_frees_the_space(api, spool):
    client = api(make_user())
    location = start_upload(client, 100)["Location"]
    path = spool / location.rsplit("/", 1)[1]
    assert path.exists()
    assert client.generic("DELETE", location, headers=TUS).status_code == 204
    assert not path.exists()
    assert client.generic("HEAD", location, headers=TUS).status_code == 404


def test_unfinished_uploads_are_limited_and_swept(api, spool):
    user = make_user()
    client = api(user)
    paths = [
        spool / start_upload(client, 10)["Location"].rsplit("/", 1)[1] for _ in range(uploads.OPEN_LIMIT)
    ]
    assert start_upload(client, 10).json()["code"] == "community.upload_quota"
    Upload.objects.update(expires_at=now() - timedelta(seconds=1))
    uploads.sweep_uploads()
    uploads.sweep_uploads()
    assert not Upload.objects.exists()
    assert not any(path.exists() for path in paths)
    assert start_upload(client, 10).status_code == 201


def test_an_incomplete_upload_makes_no_asset(api):
    client = api(make_user())
    location = start_upload(client, 100)["Location"]
    send_piece(client, location, 0, b"x" * 50)
    answer = client.send("POST", "/assets", {"upload_id": location.rsplit("/", 1)[1]})
    assert answer.json()["code"] == "community.upload_incomplete"


def test_the_protocol_is_insisted_on(api):
    client = api(make_user())
    assert client.send("POST", "/uploads", **{"Upload-Length": "5"}).status_code == 412
    assert client.send("POST", "/uploads", **TUS).status_code == 422
    bad = client.send("POST", "/uploads", **TUS, **{"Upload-Length": "5", "Upload-Metadata": "kind %%%"})
    assert bad.status_code == 422
    location = start_upload(client, 5)["Location"]
    answer = client.generic(
        "PATCH", location, b"12345", content_type="text/plain", headers={**TUS, "Upload-Offset": "0"}
    )
    assert answer.status_code == 415


def test_asking_twice_gives_the_same_asset(api):
    client = api(make_user())
    first = send_file(client, picture_bytes())
    again = client.send("POST", "/assets", {"upload_id": first.json()["id"]})
    assert (again.status_code, again.json()) == (201, first.json())

"""Pictures and videos: told by content, stripped, resized, transcoded; everything else refused."""

import io
import struct
import subprocess
import sys
import time
import zlib

import imageio_ffmpeg
import pytest
from PIL import Image

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Asset, Upload
from shancha.apps.community.services import media, video_files
from shancha.apps.community.tests.factories import picture_bytes, video_bytes
from shancha.kit import motion, storage

pytestmark = pytest.mark.django_db
GPS = {1: "N", 2: (31.0, 14.0, 0.0), 3: "E", 4: (121.0, 29.0, 0.0)}


def with_exif(orientation: int = 1) -> bytes:
    """A 800 by 600 JPEG, red on top, that says how to turn it and where it was taken."""
    image = Image.new("RGB", (800, 600), (20, 20, 220))
    image.paste((220, 20, 20), (0, 0, 800, 300))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825).update(GPS)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif)
    assert b"SecretCamera" in buffer.getvalue()
    return buffer.getvalue()


def stored(asset: dict, width: int) -> bytes:
    with storage.open_file(f"{Asset.objects.get(id=asset['id']).folder}/{width}.webp") as file:
        return file.read()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF"])
def test_every_accepted_kind_becomes_webp(send_file, kind):
    answer = send_file(make_user(), picture_bytes(kind, size=(1400, 1000)), alt="  一座 山 ")
    assert answer.status_code == 201
    asset = answer.json()
    picture = asset["picture"]
    assert (asset["kind"], asset["state"], asset["error"]) == ("image", "ready", None)
    assert picture["widths"] == [360, 720, 1080]
    assert picture["width"] / picture["height"] == pytest.approx(1.4, rel=0.01)
    assert picture["alt"] == "一座 山"
    assert picture["tiny"].startswith("data:image/webp;base64,")
    for width in picture["widths"]:
        with Image.open(io.BytesIO(stored(asset, width))) as image:
            assert (image.format, image.width) == ("WEBP", width)


def odd_exif(*entry: bytes) -> bytes:
    """EXIF that turns a quarter, and holds one more entry as it is given."""
    entries = [struct.pack("<HHII", 0x0112, 3, 1, 6), b"".join(entry)]
    return b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 2) + b"".join(entries) + bytes(4)


@pytest.mark.parametrize(
    "entry",
    [
        struct.pack("<HHI4s", 0x011A, 2, 4, b"abc\0"),  # a resolution in letters
        struct.pack("<HHI4s", 0x011A, 7, 4, b"abc\0"),  # one in bytes
        struct.pack("<HHI4s", 0x0132, 99, 1, b"abcd"),  # a kind of entry that there is not
    ],
)
def test_odd_metadata_are_no_hindrance(send_file, entry):
    answer = send_file(make_user(), picture_bytes(size=(64, 48), exif=odd_exif(entry)))
    assert answer.status_code == 201
    assert (answer.json()["picture"]["width"], answer.json()["picture"]["height"]) == (48, 64)


def test_metadata_that_cannot_be_read_turn_nothing(send_file):
    broken = picture_bytes(size=(64, 48), exif=b"Exif\0\0XX*\0\xff\xff\xff\xff" + bytes(9))
    answer = send_file(make_user(), broken)
    assert answer.status_code == 201
    assert (answer.json()["picture"]["width"], answer.json()["picture"]["height"]) == (64, 48)


def test_whatever_a_decoder_stumbles_over_is_a_refusal(send_file):
    content = picture_bytes("HEIF", size=(64, 48))
    at = content.index(b"ispe") + 8
    sizes = struct.pack(">II", 2**24 + 64, 64)  # so wide before it is clipped, which the decoder finds out
    answer = send_file(make_user(), content[:at] + sizes + content[at + 8 :])
    assert answer.status_code == 422
    assert answer.json()["code"] in {"kit.picture_unreadable", "kit.picture_too_large"}
    assert not Upload.objects.exists()


@pytest.mark.parametrize("size", [64, 31 * 2**20])
def test_what_was_sent_as_a_video_and_is_none_is_told_so(send_file, size):
    answer = send_file(make_user(), b"\x1a\x45\xdf\xa3 matroska".ljust(size), kind="video")
    assert (answer.status_code, answer.json()["code"]) == (422, "community.video_unreadable")


def test_orientation_is_applied_and_metadata_gone(send_file):
    asset = send_file(make_user(), with_exif(orientation=6)).json()
    assert (asset["picture"]["width"], asset["picture"]["height"]) == (600, 800)
    content = stored(asset, 360)
    with Image.open(io.BytesIO(content)) as image:
        # Turned a quarter clockwise: what was on top is now on the right.
        red, _, blue = image.convert("RGB").getpixel((340, 240))
        assert red > 150 > blue
        assert not image.getexif()
    assert b"SecretCamera" not in content
    assert b"EXIF" not in content


def bomb() -> bytes:
    """A PNG of a few hundred bytes that claims 30,000 by 30,000 pixels."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    data = zlib.compress(b"\0" * 1000)
    body = struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    body += struct.pack(">I", len(data)) + b"IDAT" + data + struct.pack(">I", zlib.crc32(b"IDAT" + data))
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html><script>alert(1)</script></html>", "kit.picture_unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kit.picture_unreadable"),
        (b"%PDF-1.7 nothing", "kit.picture_unreadable"),
        (b"GIF89a", "kit.picture_unreadable"),
        (picture_bytes()[:3000], "kit.picture_unreadable"),
        (bomb(), "kit.picture_too_large"),
        (picture_bytes("PNG", size=(8, 15_000)), "kit.picture_too_narrow"),
        (b"\0\0\0\x18ftypisom" + b"\0" * 200, "community.video_unreadable"),
        (b"\x1aE\xdf\xa3" + b"\0" * 20 + b"webm" + b"\0" * 200, "community.video_unreadable"),
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "kit.picture_unreadable"),
        (b"\0\0\0\x18ftypM4A " + b"\0" * 100, "kit.picture_unreadable"),
    ],
)
def test_everything_else_is_refused_with_its_reason(send_file, spool, content, code):
    answer = send_file(
        make_user(), content, kind="video" if code == "community.video_unreadable" else "image"
    )
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert not Asset.objects.exists()
    assert not list(spool.iterdir())


def test_a_name_means_nothing(send_file, tmp_path):
    """A video announced as a picture is a video, and a picture announced as a video a picture."""
    user = make_user()
    assert send_file(user, video_bytes(tmp_path), kind="image").json()["kind"] == "video"
    assert send_file(user, picture_bytes(), kind="video").json()["kind"] == "image"


def test_identical_bytes_share_their_files_but_not_their_address(send_file):
    user = make_user()
    first, second = (send_file(user, picture_bytes(seed=3)).json() for _ in range(2))
    one, other = Asset.objects.get(id=first["id"]), Asset.objects.get(id=second["id"])
    assert one.folder == other.folder
    assert one.key != other.key
    stranger = send_file(make_user(), picture_bytes(seed=3)).json()
    assert Asset.objects.get(id=stranger["id"]).folder != one.folder


def test_files_go_when_nothing_shows_them_any_more(send_file):
    user = make_user()
    first, second = (
        Asset.objects.get(id=send_file(user, picture_bytes(seed=4)).json()["id"]) for _ in range(2)
    )
    folder = first.folder
    first.delete()
    media.delete_media(folder=folder, source=f"sources/{first.id}")
    assert storage.exists(f"{folder}/360.webp")
    second.delete()
    media.delete_media(folder=folder, source=f"sources/{second.id}")
    media.delete_media(folder=folder, source=f"sources/{second.id}")
    assert not storage.exists(f"{folder}/360.webp")


def test_a_heavy_picture_is_left_to_a_job(send_file, monkeypatch):
    monkeypatch.setattr(media, "_HEAVY_PIXELS", 100_000)
    asset = send_file(make_user(), picture_bytes("PNG")).json()
    assert (asset["state"], asset["picture"]) == ("queued", None)
    media.process_asset(asset["id"])
    media.process_asset(asset["id"])
    ready = Asset.objects.get(id=asset["id"])
    assert (ready.state, ready.widths) == ("ready", [360, 720])
    assert not storage.exists(f"sources/{asset['id']}")


@pytest.mark.parametrize("name", ["clip.mp4", "clip.mov", "clip.webm"])
def test_a_video_is_transcoded_by_a_job_with_a_poster_at_once(send_file, api, tmp_path, name):
    user = make_user()
    place = ("-metadata", "location=+31.2304+121.4737/", "-metadata", "title=SecretTitle")
    content = video_bytes(tmp_path, name, options=place)
    answer = send_file(user, content, kind="video")
    asset = answer.json()
    assert (answer.status_code, asset["state"], asset["picture"]) == (201, "queued", None)
    assert asset["video"]["poster"]["widths"] == [360]
    assert asset["video"]["src"] is None
    assert asset["video"]["duration_ms"] == pytest.approx(1000, abs=150)

    media.process_asset(asset["id"])
    media.process_asset(asset["id"])
    video = api(user).get(f"/assets/{asset['id']}").json()["video"]
    assert (video["state"], video["progress"], video["width"], video["height"]) == ("ready", 100, 320, 240)
    key = video["src"].split("/")[2]
    row = Asset.objects.get(key=key)
    with storage.open_file(f"{row.folder}/video.mp4") as file:
        made = file.read()
    assert made.index(b"moov") < made.index(b"mdat")
    assert b"SecretTitle" not in made
    assert b"+31.23" not in made
    target = tmp_path / "made.mp4"
    target.write_bytes(made)
    described = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-i", str(target)], capture_output=True, check=False
    ).stderr.decode()
    assert "Video: h264" in described
    assert "Audio: aac" in described


def test_a_turned_phone_video_comes_out_upright(send_file, tmp_path):
    plain = tmp_path / "plain.mp4"
    plain.write_bytes(video_bytes(tmp_path))
    turned = tmp_path / "turned.mp4"
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-y",
        "-display_rotation",
        "90",
        "-i",
        str(plain),
        "-c",
        "copy",
    ]
    subprocess.run([*command, str(turned)], check=True, capture_output=True)
    asset = send_file(make_user(), turned.read_bytes(), kind="video").json()
    poster = asset["video"]["poster"]
    assert (poster["width"], poster["height"]) == (240, 320)
    media.process_asset(asset["id"])
    row = Asset.objects.get(id=asset["id"])
    assert (row.width, row.height) == (240, 320)


def test_a_long_video_is_refused(send_file, tmp_path, settings):
    settings.ENV = settings.ENV.model_copy(update={"max_video_seconds": 1})
    answer = send_file(make_user(), video_bytes(tmp_path, seconds=3), kind="video")
    assert (answer.status_code, answer.json()["code"]) == (422, "community.video_too_long")


def test_a_failed_video_says_why_and_can_be_retried(send_file, api, tmp_path, monkeypatch):
    user = make_user()
    asset = send_file(user, video_bytes(tmp_path), kind="video").json()

    def fail(*_: object) -> None:
        raise video_files.VideoTimeoutError

    with monkeypatch.context() as patch:
        patch.setattr(video_files, "transcode", fail)
        media.process_asset(asset["id"])
    failed = api(user).get(f"/assets/{asset['id']}").json()
    assert (failed["state"], failed["error"]["code"]) == ("failed", "community.video_timeout")
    assert failed["error"]["message"]
    assert api(make_user()).send("POST", f"/assets/{asset['id']}/retry").status_code == 404
    assert api(user).send("POST", f"/assets/{asset['id']}/retry").json()["state"] == "queued"
    media.process_asset(asset["id"])
    assert api(user).get(f"/assets/{asset['id']}").json()["state"] == "ready"
    assert api(user).send("POST", f"/assets/{asset['id']}/retry").status_code == 409


def test_a_program_that_hangs_is_killed(tmp_path, monkeypatch):
    path = tmp_path / "clip.mp4"
    path.write_bytes(video_bytes(tmp_path))
    info = video_files.inspect_video(path, "mov")
    monkeypatch.setattr(
        video_files, "_input", lambda *_: [sys.executable, "-c", "import time; time.sleep(30)"]
    )
    monkeypatch.setattr(video_files, "_time_limit", lambda _: 0.2)
    with pytest.raises(video_files.VideoTimeoutError):
        video_files.transcode(path, tmp_path / "out.mp4", info, lambda _: None)


def test_work_of_a_lost_worker_is_taken_up(send_file, tmp_path):
    asset = send_file(make_user(), video_bytes(tmp_path), kind="video").json()
    row = Asset.objects.get(id=asset["id"])
    Asset.objects.filter(id=row.id).update(state="working", progress=40, touched_at="2020-01-01T00:00:00Z")
    media.requeue_stalled_assets()
    row.refresh_from_db()
    assert (row.state, row.progress) == ("queued", 0)


def test_assets_are_their_owners_alone(send_file, api):
    asset = send_file(make_user(), picture_bytes()).json()
    other = api(make_user())
    assert other.get(f"/assets/{asset['id']}").status_code == 404
    assert other.send("PATCH", f"/assets/{asset['id']}", {"alt": "x"}).status_code == 404


def test_a_description_is_screened_like_a_note(api, send_file):
    user = make_user()
    asset = send_file(user, picture_bytes(), alt="山").json()
    refused = api(user).send("PATCH", f"/assets/{asset['id']}", {"alt": "加微信 abc12345 便宜代购"})
    assert (refused.status_code, refused.json()["code"]) == (422, "community.alt_refused")
    assert Asset.objects.get().alt == "山"
    from_the_start = send_file(user, picture_bytes(seed=1), alt="加微信 abc12345 便宜代购")
    assert (from_the_start.status_code, from_the_start.json()["code"]) == (422, "community.alt_refused")
    assert Asset.objects.count() == 1
    assert api().get(f"/assets/{asset['id']}").status_code == 401


def test_pictures_never_used_are_swept(send_file):
    asset = send_file(make_user(), picture_bytes()).json()
    media.sweep_unused_assets()
    assert Asset.objects.filter(id=asset["id"]).exists()
    Asset.objects.update(created_at="2020-01-01T00:00:00Z")
    media.sweep_unused_assets()
    media.sweep_unused_assets()
    assert not Asset.objects.exists()


def moving(
    frames: int = 5, size: tuple[int, int] = (400, 300), kind: str = "GIF", duration: int = 80
) -> bytes:
    """A picture that changes its colour."""
    first, *rest = (Image.new("RGB", size, (40 * number % 256, 90, 200)) for number in range(frames))
    buffer = io.BytesIO()
    first.save(buffer, kind, save_all=True, append_images=rest, duration=duration, loop=0)
    return buffer.getvalue()


def animated(asset: dict) -> Asset:
    media.animate_asset(asset["id"])
    return Asset.objects.get(id=asset["id"])


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_stands_still_in_lists_and_moves_where_asked(api, send_file, kind):
    owner = make_user()
    asset = send_file(owner, moving(kind=kind)).json()
    assert asset["state"] == "ready"
    assert asset["picture"]["is_moving"] is False
    found = animated(asset)
    assert found.is_moving
    assert not storage.exists(media._source_path(found))
    with Image.open(io.BytesIO(stored(asset, 360))) as image:
        assert not getattr(image, "is_animated", False)
    answer = api(owner).get(f"{asset['picture']['base']}motion.webp")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    with Image.open(io.BytesIO(answer.content)) as image:
        assert (image.n_frames, image.size) == (5, (400, 300))
        assert image.info["loop"] == 0
    assert api().get(f"{asset['picture']['base']}motion.webp").status_code == 404


def test_a_note_shows_that_its_picture_moves_and_its_twin_moves_too(api, send_file):
    owner = make_user()
    content = moving()
    first, twin = (send_file(owner, content).json() for _ in range(2))
    animated(first)
    assert Asset.objects.get(id=twin["id"]).is_moving
    still = send_file(owner, picture_bytes("GIF")).json()
    assert not animated(still).is_moving
    assert api(owner).get(f"{still['picture']['base']}motion.webp").status_code == 404


def empty_frames(count: int) -> bytes:
    """A GIF of one pixel whose frames are as small as can be: 22 bytes each."""
    frame = b"\x21\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00"
    head = b"GIF89a\x40\x00\x40\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00"
    return head + frame * count + b";"


@pytest.mark.parametrize(
    "content",
    [
        empty_frames(400_000),
        moving(frames=motion.MAX_FRAMES + 2, size=(32, 32)),
        moving(frames=4, size=(32, 32), duration=20_000),
        moving(frames=8)[:-300],
    ],
    ids=["millions", "frames", "seconds", "broken"],
)
def test_what_moves_beyond_all_bounds_stands_still_and_costs_little(content):
    began = time.process_time()
    source = io.BytesIO(content)
    assert motion.animated_webp(source) is None or content[-1:] != b";"
    assert time.process_time() - began < 5


def test_very_many_large_frames_are_not_read(monkeypatch):
    monkeypatch.setattr(motion, "MAX_READ", 400 * 300 * 4)
    assert motion.animated_webp(io.BytesIO(moving(frames=5))) is None
    monkeypatch.setattr(motion, "MAX_READ", 400 * 300 * 5)
    monkeypatch.setattr(motion, "MAX_KEPT", 5 * 200 * 150)
    with Image.open(io.BytesIO(motion.animated_webp(io.BytesIO(moving(frames=5))) or b"")) as image:
        assert image.size == (200, 150)

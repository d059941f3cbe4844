"""Pictures, videos and notes for tests."""

import base64
import io
import subprocess
from pathlib import Path
from typing import Any

import imageio_ffmpeg
from PIL import Image, ImageDraw

TUS = {"Tus-Resumable": "1.0.0"}
PIECE = "application/offset+octet-stream"


def picture_bytes(
    kind: str = "JPEG", *, size: tuple[int, int] = (800, 600), seed: int = 0, **options: Any
) -> bytes:
    """A small picture that differs by its seed, also to the perceptual hash."""
    image = Image.new("RGB", size, ((seed * 53) % 256, (seed * 97) % 256, 120))
    draw = ImageDraw.Draw(image)
    for step in range(12):
        mixed = (seed * 7919 + step * 104729) % 9973
        left, top = mixed % size[0], (mixed * 7) % size[1]
        color = ((mixed * 3) % 256, (mixed * 5) % 256, (mixed * 11) % 256)
        draw.rectangle((left, top, left + size[0] // 4, top + size[1] // 3), fill=color)
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def video_bytes(
    folder: Path, name: str = "clip.mp4", *, seconds: float = 1, options: tuple[str, ...] = ()
) -> bytes:
    """A tiny clip with sound, made by ffmpeg; the name's ending decides the container."""
    target = folder / name
    source = ["-f", "lavfi", "-i", f"testsrc=duration={seconds}:size=320x240:rate=12"]
    sound = ["-f", "lavfi", "-i", f"sine=duration={seconds}"]
    codecs = (
        ["-c:v", "libvpx", "-c:a", "libopus"] if name.endswith("webm") else ["-c:v", "mpeg4", "-c:a", "aac"]
    )
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", *source, *sound, *codecs, *options, str(target)]
    subprocess.run(command, check=True, capture_output=True)
    return target.read_bytes()


def start_upload(client: Any, size: int, *, kind: str = "image", filename: str = "a.jpg") -> Any:
    """Opens an upload."""
    pairs = {"kind": kind, "filename": filename}
    metadata = ",".join(
        f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in pairs.items()
    )
    return client.send("POST", "/uploads", **TUS, **{"Upload-Length": str(size), "Upload-Metadata": metadata})


def send_piece(client: Any, location: str, offset: int, piece: bytes, **headers: str) -> Any:
    """Sends one piece."""
    headers = {**TUS, "Upload-Offset": str(offset), **headers}
    return client.generic("PATCH", location, piece, content_type=PIECE, headers=headers)


def send_file(client: Any, content: bytes, *, kind: str = "image", alt: str = "") -> Any:
    """Uploads a file whole and makes an asset of it."""
    location = start_upload(client, len(content), kind=kind)["Location"]
    offset = 0
    while offset < len(content):
        piece = content[offset : offset + 4 * 1024 * 1024]
        offset = int(send_piece(client, location, offset, piece)["Upload-Offset"])
    return client.send("POST", "/assets", {"upload_id": location.rsplit("/", 1)[1], "alt": alt})


def make_draft(client: Any, *, pictures: int = 1, seed: int = 0, **fields: Any) -> Any:
    """A draft that could be published, with pictures of its own."""
    assets = [
        send_file(client, picture_bytes(size=(400, 500), seed=seed + each)).json() for each in range(pictures)
    ]
    body = {"title": "周末去哪儿", "body": "去了一趟植物园", "category": "travel", **fields}
    body.setdefault("asset_ids", [asset["id"] for asset in assets])
    answer = client.send("POST", "/drafts", body)
    assert answer.status_code == 201, answer.content
    return answer.json()


def publish(client: Any, draft: Any, **body: Any) -> Any:
    """Publishes a draft."""
    return client.send("POST", f"/drafts/{draft['id']}/publish", body)


def publish_note(client: Any, *, seed: int = 0, **fields: Any) -> Any:
    """A published note, as JSON."""
    answer = publish(client, make_draft(client, seed=seed, **fields))
    assert answer.status_code == 201, answer.content
    return answer.json()


def edit_note(client: Any, note: Any, **changes: Any) -> Any:
    """A published note with another text, topics or pictures, as JSON."""
    draft = client.send("POST", f"/notes/{note['id']}/edit").json()
    draft["asset_ids"] = [asset["id"] for asset in draft["assets"]]
    body = {
        name: value for name, value in draft.items() if name not in {"assets", "id", "note_id", "updated_at"}
    }
    saved = client.send("PUT", f"/drafts/{draft['id']}", {**body, **changes})
    assert saved.status_code == 200, saved.content
    answer = publish(client, draft)
    assert answer.status_code in {200, 201}, answer.content
    return answer.json()

"""Videos as files: told by content, inspected and transcoded by ffmpeg in a tight harness.

The demuxer is fixed by what the first bytes say, only local files may be opened, and every run has a
time limit; so a playlist or a reference to another address inside the file leads nowhere.
"""

import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg

from shancha.apps.community.errors import VideoUnreadableError

_PICTURE_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
_AUDIO_BRANDS = {b"M4A ", b"M4B ", b"M4P "}
_MOV_ATOMS = {b"moov", b"mdat", b"wide", b"free", b"skip"}
_DECODERS = (
    "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,mpeg4,h263,prores,mjpeg,png,rawvideo,wrapped_avframe,"
    "aac,mp3,mp3float,opus,libopus,vorbis,ac3,eac3,alac,amrnb,pcm_s16le,pcm_s16be,pcm_s24le,pcm_f32le"
)
_SHORT_SIDE, _LONG_SIDE = 1080, 1920


class VideoTimeoutError(Exception):
    """The program took longer than the file can justify."""


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """What a video file holds; sizes are upright, in pixels."""

    demuxer: str
    duration_ms: int
    width: int
    height: int
    has_audio: bool


def video_demuxer(head: bytes) -> str | None:
    """The demuxer for a file that begins so: "mov" (MP4, MOV), "matroska" (WebM), or None for
    anything else, HEIC pictures and sound files among them."""
    if head[4:8] == b"ftyp":
        return None if head[8:12] in _PICTURE_BRANDS | _AUDIO_BRANDS else "mov"
    if head[4:8] in _MOV_ATOMS:
        return "mov"
    if head[:4] == b"\x1aE\xdf\xa3" and b"webm" in head[:64]:
        return "matroska"
    return None


def inspect_video(path: Path, demuxer: str) -> VideoInfo:
    """Reads duration, size and streams; raises VideoUnreadableError for what holds no picture track."""
    text = _run([*_input(path, demuxer), "-map", "0:v:0", "-c", "copy", "-f", "null", "-"], seconds=60)
    stream = re.search(r"Stream #0:\d+.*?: Video: .*?\b(\d{2,5})x(\d{2,5})\b", text)
    if stream is None:
        raise VideoUnreadableError
    width, height = int(stream[1]), int(stream[2])
    rotation = re.search(r"rotation of (-?\d+(?:\.\d+)?) degrees", text)
    if rotation and round(abs(float(rotation[1]))) % 180 == 90:
        width, height = height, width
    duration = _duration_ms(text)
    if duration <= 0:
        raise VideoUnreadableError
    return VideoInfo(demuxer, duration, width, height, ": Audio: " in text)


def grab_frame(path: Path, info: VideoInfo) -> bytes:
    """A PNG of an early moment, upright; proof too that the file can be decoded."""
    moment = min(1.0, info.duration_ms / 4000)
    with tempfile.TemporaryDirectory(prefix="shancha-frame-") as folder:
        target = Path(folder) / "frame.png"
        width, height = _fitted(info)
        scale = f"scale={width}:{height},setsar=1"
        for start in (moment, 0.0):
            command = [*_input(path, info.demuxer, start), "-map", "0:v:0", "-frames:v", "1", "-vf", scale]
            _run([*command, "-map_metadata", "-1", "-f", "image2", "-update", "1", str(target)], seconds=60)
            if target.exists() and target.stat().st_size:
                return target.read_bytes()
    raise VideoUnreadableError


def transcode(path: Path, target: Path, info: VideoInfo, on_progress: Callable[[int], None]) -> VideoInfo:
    """Writes H.264/AAC in MP4, index first, at most 1080 pixels on the short side, without metadata.

    `on_progress` is told percents, about once a second. Raises VideoUnreadableError when nothing
    playable comes out, VideoTimeoutError when it takes far too long.
    """
    width, height = _fitted(info)
    video = ["-map", "0:v:0", "-vf", f"scale={width}:{height},setsar=1", "-fpsmax", "60", "-c:v", "libx264"]
    video += ["-preset", "veryfast", "-crf", "23", "-maxrate", "5M", "-bufsize", "10M", "-pix_fmt", "yuv420p"]
    sound = ["-map", "0:a:0?", "-c:a", "aac", "-b:a", "128k", "-ac", "2"]
    bare = ["-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn", "-fflags", "+bitexact"]
    shape = ["-movflags", "+faststart", "-threads", "2", "-progress", "pipe:1", "-f", "mp4", str(target)]
    _run_with_progress([*_input(path, info.demuxer), *video, *sound, *bare, *shape], info, on_progress)
    if not target.exists() or not target.stat().st_size:
        raise VideoUnreadableError
    return inspect_video(target, "mov")


def _input(path: Path, demuxer: str, start: float = 0.0) -> list[str]:
    guard = [
        "-nostdin",
        "-hide_banner",
        "-y",
        "-max_alloc",
        str(512 * 1024 * 1024),
        "-protocol_whitelist",
        "file",
    ]
    seek = ["-ss", f"{start:.3f}"] if start else []
    source = ["-codec_whitelist", _DECODERS, "-f", demuxer, "-i", f"file:{path}"]
    return [imageio_ffmpeg.get_ffmpeg_exe(), *guard, *seek, *source]


def _run(command: list[str], *, seconds: float) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise VideoUnreadableError from error
    return done.stderr.decode(errors="replace")


def _run_with_progress(command: list[str], info: VideoInfo, on_progress: Callable[[int], None]) -> None:
    """Runs to the end or kills the program at the limit, also when it falls silent."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    expired = threading.Event()

    def stop() -> None:
        expired.set()
        process.kill()

    timer = threading.Timer(_time_limit(info), stop)
    timer.start()
    told = time.monotonic()
    try:
        assert process.stdout is not None
        for line in process.stdout:
            name, _, value = line.decode(errors="replace").strip().partition("=")
            if name == "out_time_us" and value.isdigit() and time.monotonic() - told >= 1:
                told = time.monotonic()
                on_progress(min(99, int(value) // 10 // info.duration_ms))
        code = process.wait()
    finally:
        timer.cancel()
        process.kill()
        process.wait()
    if expired.is_set():
        raise VideoTimeoutError
    if code:
        raise VideoUnreadableError


def _time_limit(info: VideoInfo) -> float:
    """Seconds after which a transcoding is given up: two minutes and eight times the video's length."""
    return 120 + info.duration_ms / 1000 * 8


def _fitted(info: VideoInfo) -> tuple[int, int]:
    """The upright size scaled down into 1080 by 1920, both even."""
    short, long = sorted((info.width, info.height))
    factor = min(1.0, _SHORT_SIDE / short, _LONG_SIDE / long)
    return max(2, round(info.width * factor / 2) * 2), max(2, round(info.height * factor / 2) * 2)


def _duration_ms(text: str) -> int:
    """From the header, or, for streams recorded by browsers that have none, from the last timestamp."""
    stamps = re.findall(r"(?:Duration: |time=)(\d+):(\d\d):(\d\d(?:\.\d+)?)", text)
    if not stamps:
        return 0
    hours, minutes, seconds = stamps[-1] if "Duration: N/A" in text else stamps[0]
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)

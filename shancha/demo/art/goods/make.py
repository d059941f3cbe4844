"""Render the mall's pictures: `python -m shancha.demo.art.goods.make [--all] [--only NAME]`."""

import argparse
import json
import sys

from shancha.demo.art.goods.listing import PICTURES, Job, jobs
from shancha.demo.art.raster import font_files, render


def _wanted(only: str, *, every: bool) -> list[Job]:
    """The pictures to render: those that are missing, or whose name begins as asked."""
    if only:
        return [job for job in jobs() if job.entry["name"].startswith(only)]
    return [job for job in jobs() if every or not (PICTURES / job.entry["file"]).exists()]


def _write_manifest() -> None:
    """Write down every picture that exists."""
    entries = [job.entry for job in jobs() if (PICTURES / job.entry["file"]).exists()]
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    (PICTURES / "manifest.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="render anew what exists already")
    parser.add_argument("--only", default="", metavar="NAME", help="render anew pictures of this name only")
    options = parser.parse_args()
    if not font_files():
        print("Noto Sans CJK is not installed (fonts-noto-cjk): words in pictures would be missing.")
        return 1
    todo, total = _wanted(options.only, every=options.all), 0
    for job in todo:
        target = PICTURES / job.entry["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        data = render(job.svg(), job.entry["width"], job.quality, job.grain)
        target.write_bytes(data)
        total += len(data)
    _write_manifest()
    print(f"{len(todo)} pictures, {total / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Render the demo's pictures: `python -m shancha.demo.art.make [--all] [--only category/scene]`."""

import argparse
import json
import sys
from concurrent.futures import ProcessPoolExecutor

from shancha.demo.art.catalogue import PICTURES, jobs
from shancha.demo.art.raster import font_files, render


def make(index: int) -> tuple[str, int]:
    """Render one picture by its place in the list, and say how large it came out."""
    job = list(jobs())[index]
    target = PICTURES / job.entry["file"]
    target.parent.mkdir(parents=True, exist_ok=True)
    data = render(job.svg(), job.entry["width"], job.quality, job.grain)
    target.write_bytes(data)
    return job.entry["file"], len(data)


def wanted(only: str, *, every: bool) -> list[int]:
    """The places of the pictures to render."""
    prefix = only.replace("/", "-") + "-"
    found = []
    for i, job in enumerate(jobs()):
        name = job.entry["file"].removeprefix("notes/").replace("/", "-")
        if only and not name.startswith(prefix):
            continue
        if every or only or not (PICTURES / job.entry["file"]).exists():
            found.append(i)
    return found


def write_manifest() -> None:
    """Write down every picture that exists."""
    entries = [job.entry for job in jobs() if (PICTURES / job.entry["file"]).exists()]
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    (PICTURES / "manifest.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="render anew what exists already")
    parser.add_argument(
        "--only", default="", metavar="CATEGORY[/SCENE]", help="render anew these pictures only"
    )
    options = parser.parse_args()
    if not font_files():
        print("Noto Sans CJK is not installed (fonts-noto-cjk): words in pictures would be missing.")
        return 1
    todo, total = wanted(options.only, every=options.all), 0
    with ProcessPoolExecutor(2) as pool:
        for done, (file, size) in enumerate(pool.map(make, todo), 1):
            total += size
            sys.stdout.write(f"\r{done}/{len(todo)} {file} {size // 1024} kB".ljust(70))
    write_manifest()
    print(f"\n{len(todo)} pictures, {total / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

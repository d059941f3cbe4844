"""`make test`: every check and test, two at a time, each with its time; the first fault's output is shown.

`--only checks` leaves the tests out. What a fresh machine lacks is installed where apt works; where
it does not, the missing thing is named and the run fails.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
BIN = ROOT / ".venv" / "bin"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
REDIS = "redis-server"
FONTS = ("fonts-noto-cjk", "fonts-noto-color-emoji")


@dataclass(frozen=True)
class Step:
    """A named command; `needs_browser` steps run alone at the end."""

    name: str
    command: list[str]
    folder: Path = ROOT
    environment: dict[str, str] = field(default_factory=dict)


CHECKS = [
    Step("server: format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
    Step("server: lint", [str(BIN / "ruff"), "check", "--quiet", "."]),
    Step("server: borders", [str(BIN / "lint-imports"), "--no-cache"]),
    Step("server: types", [str(BIN / "mypy"), "shancha"]),
    Step(
        "server: migrations match the models",
        [str(BIN / "python"), "-m", "shancha.manage", "makemigrations", "--check", "--dry-run"],
        environment={"SHANCHA_DATA_DIR": ".shancha/test", "SHANCHA_MODE": "test"},
    ),
    Step("web: format", ["npm", "run", "--silent", "format:check"], WEB),
    Step("web: lint", ["npm", "run", "--silent", "lint"], WEB),
    Step("web: types", ["npm", "run", "--silent", "typecheck"], WEB),
]
DRIFT = [
    Step("openapi.json is current", [str(BIN / "python"), "-m", "tests.drift"]),
]
TESTS = [
    Step("web: unit tests", ["npm", "run", "--silent", "test"], WEB),
    Step("web: size budgets", ["npm", "run", "--silent", "budget"], WEB),
]
SERVER_TESTS = Step(
    "server: tests", [str(BIN / "pytest"), "-q", "-n", "2", "-m", "not browser", "--durations=5"]
)
BROWSER_TESTS = Step(
    "browser: flows",
    [str(BIN / "pytest"), "-q", "-n", "2", "--dist", "loadfile", "-m", "browser", "-p", "no:randomly"],
)


def run(step: Step) -> bool:
    """Runs one step and prints its line; its whole output where it failed."""
    started = time.monotonic()
    result = subprocess.run(
        step.command,
        cwd=step.folder,
        env={**os.environ, **step.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    mark = "✓" if result.returncode == 0 else "✗"
    print(f"{mark} {step.name} ({time.monotonic() - started:.0f} s)", flush=True)
    if result.returncode != 0:
        print(result.stdout, flush=True)
    elif "tests" in step.name or "flows" in step.name:
        print("\n".join(f"    {line}" for line in result.stdout.strip().splitlines()[-8:]), flush=True)
    return result.returncode == 0


def _missing(browsers: tuple[str, ...]) -> list[str]:
    has_browser = bool(os.environ.get("SHANCHA_BROWSER")) or any(map(shutil.which, browsers))
    return ([] if has_browser else [BROWSERS[0]]) + ([] if shutil.which(REDIS) else [REDIS])


def ensure_programs() -> bool:
    """Finds a browser and a Redis server, or installs Debian's; says what is missing otherwise.

    A whole browser is only a stand-in for the headless one: it feigns a lost network less well.
    """
    can_install = shutil.which("apt-get") is not None and os.geteuid() == 0
    missing = _missing(BROWSERS[:1] if can_install else BROWSERS)
    if missing and can_install:
        packages = [*missing, *(FONTS if BROWSERS[0] in missing else ())]
        print(f"· installing {' '.join(packages)} from Debian's packages", flush=True)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], install):
            subprocess.run(
                command, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
            )
        missing = _missing(BROWSERS)
    if missing:
        print(f"✗ the tests need more programs. As root: apt-get install {' '.join(missing)}", flush=True)
        print("  or name a browser with SHANCHA_BROWSER=/path/to/chromium", flush=True)
    return not missing


def main() -> int:
    """Runs the steps in order of cost; returns the exit code."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--only", choices=["checks"], default=None)
    only_checks = arguments.parse_args().only == "checks"
    started = time.monotonic()
    is_complete = only_checks or ensure_programs()
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(run, [*CHECKS, *([] if only_checks else [*DRIFT, *TESTS])]))
    if not only_checks:
        results.append(is_complete and run(SERVER_TESTS))
        results.append(is_complete and run(BROWSER_TESTS))
    passed = all(results)
    print(f"{'all good' if passed else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
    if not only_checks:
        print(f"{sum(results)} passed, {len(results) - sum(results)} failed", flush=True)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())

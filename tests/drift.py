"""Fails where openapi.json or the typed client differ from what the code says now."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMITTED = {
    "openapi.json": ROOT / "openapi.json",
    "schema.d.ts": ROOT / "web" / "src" / "api" / "schema.d.ts",
}


def _laid_out(types: str) -> str:
    """As `npm run api` leaves it."""
    command = ["npx", "--no-install", "prettier", "--stdin-filepath", "src/api/schema.d.ts"]
    result = subprocess.run(
        command, input=types, check=True, cwd=ROOT / "web", stdout=subprocess.PIPE, text=True
    )
    return result.stdout


def main() -> int:
    """Regenerates both into a temporary folder and compares."""
    environment = {**os.environ, "SHANCHA_DATA_DIR": ".shancha/test", "SHANCHA_MODE": "test"}
    with tempfile.TemporaryDirectory() as folder:
        spec, types = Path(folder) / "openapi.json", Path(folder) / "schema.d.ts"
        subprocess.run(
            [sys.executable, "-m", "shancha.cli", "openapi", str(spec)], check=True, env=environment, cwd=ROOT
        )
        subprocess.run(
            ["npx", "--no-install", "openapi-typescript", str(spec), "-o", str(types)],
            check=True,
            cwd=ROOT / "web",
            stdout=subprocess.DEVNULL,
        )
        types.write_text(_laid_out(types.read_text()))
        fresh = {"openapi.json": spec, "schema.d.ts": types}
        stale = [name for name, path in fresh.items() if path.read_bytes() != COMMITTED[name].read_bytes()]
    for name in stale:
        print(f"{name} is stale; run `make api` and commit it")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())

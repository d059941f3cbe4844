"""Keys for a server whose operator set none: made once and kept in the data folder, readable by its owner."""

import json
import secrets
from pathlib import Path

from cryptography.fernet import Fernet


def load_or_make(data_dir: Path) -> dict[str, str]:
    """The `secret_key` and `encryption_key` of this data folder."""
    path = data_dir / "secrets.json"
    if path.exists():
        return dict(json.loads(path.read_text()))
    made = {"secret_key": secrets.token_urlsafe(48), "encryption_key": Fernet.generate_key().decode()}
    data_dir.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    temporary.touch(mode=0o600)
    temporary.write_text(json.dumps(made))
    temporary.replace(path)
    return made

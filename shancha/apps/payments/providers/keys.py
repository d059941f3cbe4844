"""Keys as operators give them: the PEM itself, its bare base64, or the path of a file that holds it."""

from pathlib import Path


def read_key(value: str, kind: str) -> str:
    """A key in PEM. `kind` names what it is where only base64 was given: "PRIVATE KEY" (PKCS #8), "PUBLIC
    KEY". Raises FileNotFoundError for a path that does not lead anywhere."""
    text = value.strip().replace("\\n", "\n")
    if text.startswith(("/", "./")) and len(text) < 500 and "\n" not in text and Path(text).suffix:
        text = Path(text).read_text(encoding="utf-8").strip()
    if "-----BEGIN" in text:
        return text
    return f"-----BEGIN {kind}-----\n{text}\n-----END {kind}-----"

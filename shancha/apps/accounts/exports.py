"""What an export of one's own data holds: each app registers its part."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

# A part yields (path inside the ZIP, content): bytes or an open binary file go in as they are (the file
# is closed), anything else as JSON.
ExportPart = Callable[[UUID], Iterable[tuple[str, Any]]]

_parts: dict[str, ExportPart] = {}


def register(name: str, function: ExportPart) -> None:
    """Adds an app's part under a name; call it from the AppConfig."""
    _parts[name] = function


def collect(user_id: UUID) -> Iterable[tuple[str, Any]]:
    """All parts' files, one after the other."""
    for name in sorted(_parts):
        for path, content in _parts[name](user_id):
            yield f"{name}/{path}", content

"""Electronic invoices as files: PDF, OFD (GB/T 33190, a ZIP) or XML, told apart by what is in them."""

import zipfile
from typing import IO
from xml.parsers import expat

MAX_BYTES = 5 * 1024 * 1024
CONTENT_TYPES = {"pdf": "application/pdf", "ofd": "application/ofd", "xml": "application/xml"}
_SPACE = b"\xef\xbb\xbf \t\r\n"


def recognise(file: IO[bytes]) -> str | None:
    """The format of a file, or None where it is none of them. Reads from its start and leaves it there."""
    file.seek(0)
    beginning = file.read(512)
    file.seek(0)
    if beginning.startswith(b"%PDF-"):
        return "pdf"
    if beginning.startswith(b"PK\x03\x04"):
        found = "ofd" if _is_ofd(file) else None
    elif beginning.lstrip(_SPACE).startswith(b"<"):
        found = "xml" if _is_xml(file) else None
    else:
        return None
    file.seek(0)
    return found


def _is_ofd(file: IO[bytes]) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return "OFD.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


class _DoctypeError(Exception):
    """Invoices declare no document type; entities are how XML bombs are made."""


def _refuse(*_declaration: object) -> None:
    raise _DoctypeError


def _is_xml(file: IO[bytes]) -> bool:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.ParseFile(file)
    except (expat.ExpatError, _DoctypeError, ValueError):
        return False
    return True

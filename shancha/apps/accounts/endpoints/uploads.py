"""A picture in a PUT request: Django itself reads forms of POST alone."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from shancha.kit.errors import InvalidInputError
from shancha.kit.language import bilingual
from shancha.kit.pictures import MAX_BYTES, PictureTooLargeError

_FORM_BYTES = 64 * 1024

FILE_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


def uploaded_file(request: HttpRequest) -> "UploadedFile[Any]":
    """The form's `file`. Raises InvalidInputError where there is none."""
    refusal = InvalidInputError(fields={"file": bilingual("请选择一张图片", "Please choose a picture")})
    if not (request.content_type or "").startswith("multipart/form-data"):
        raise refusal
    refuse_large(request)
    try:
        _, files = request.parse_file_upload(request.META, request)
    except (MultiPartParserError, ValueError) as error:
        raise refusal from error
    file = files.get("file")
    if not isinstance(file, UploadedFile):
        raise refusal
    return file


def refuse_large(request: HttpRequest, pictures: int = 1) -> None:
    """Raises PictureTooLargeError for a form larger than that many pictures may be, before reading it."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > pictures * MAX_BYTES + _FORM_BYTES:
        raise PictureTooLargeError

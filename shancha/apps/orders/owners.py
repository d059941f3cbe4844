"""Whose cart: a member's, or a browser's that nobody signed in on."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CartOwner:
    """Exactly one of both is given; `visitor_key` is "" for members."""

    user_id: UUID | None
    visitor_key: str

    @property
    def where(self) -> str:
        """The condition that selects this cart's lines; it uses `parameters`."""
        return (
            "user_id = %(owner_user)s"
            if self.user_id
            else "user_id is null and visitor_key = %(owner_visitor)s"
        )

    @property
    def parameters(self) -> dict[str, Any]:
        """For `where`."""
        return {"owner_user": self.user_id, "owner_visitor": self.visitor_key}

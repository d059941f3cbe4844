"""How to be one of the demo's people; needs no database to be read."""

PASSWORD = "shancha-demo"  # noqa: S105 - printed at the start of the demo
READER = "kales"
MERCHANT, MERCHANT_STORE = "derma-lin", "tangli-flagship"
_SHOWN = (
    ("reader   读者", READER),
    ("creator  达人", "anna"),
    ("merchant 商家", MERCHANT),
    ("operator 运营", "shancha-editor"),
)
HANDLES = frozenset(handle for _, handle in _SHOWN)


def email_of(handle: str) -> str:
    """The address a demo member signs in with; `.test` never exists (RFC 2606)."""
    return f"{handle}@demo.shancha.test"


def lines() -> list[str]:
    """For the person who started the demo: who they can be."""
    return [f"{role}: {email_of(handle)} / {PASSWORD}" for role, handle in _SHOWN]

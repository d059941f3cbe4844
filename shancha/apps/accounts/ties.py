"""What ties accounts to each other: kinds that the apps register, each for what it knows. Only keyed hashes
are kept (`services.ties`), for security alone: nothing is recommended or measured by them."""

from dataclasses import dataclass

from shancha.kit.language import bilingual


@dataclass(frozen=True, slots=True)
class TieKind:
    """A kind of tie. `weight` (0-1) is how likely two who share one value are one person or one hand.

    `is_of_a_home`: families share it too. `crowd`: shared by more than so many, it tells nothing (a campus,
    a carrier's gateway); None where a crowd behind one value is the very thing to find.
    """

    name: str
    label: str
    weight: float
    is_of_a_home: bool = True
    crowd: int | None = None


_kinds: dict[str, TieKind] = {}


def register(kind: TieKind) -> None:
    """Makes a kind known; called from the owning app's `AppConfig.ready`. A second call replaces."""
    _kinds[kind.name] = kind


def kind_named(name: str) -> TieKind:
    """The registered kind; KeyError for another."""
    return _kinds[name]


def known_kinds() -> list[TieKind]:
    """All registered kinds."""
    return list(_kinds.values())


ADDRESS = TieKind("address", bilingual("同一网络地址", "One network address"), 0.2, crowd=20)
DEVICE = TieKind("device", bilingual("同一设备", "One device"), 0.5)

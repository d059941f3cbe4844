"""Numbers that people read: of orders, after-sales cases and withdrawals; shares; days."""

import secrets
from datetime import date, datetime
from zoneinfo import ZoneInfo

from shancha.kit.clock import now

HOME_ZONE = ZoneInfo("Asia/Shanghai")


def new_number(prefix: str) -> str:
    """`prefix`, the day in China as yymmdd, and eight random digits: `SO26112800412233`.

    A hundred million a day, so a clash is rare but possible: the column must be unique, and the writer
    draws again when it clashes. Nothing about the business can be read from it but the day.
    """
    return f"{prefix}{now().astimezone(HOME_ZONE):%y%m%d}{secrets.randbelow(10**8):08d}"


def new_numbers(prefix: str, count: int) -> list[str]:
    """So many numbers, all different, as `new_number` draws them one by one."""
    day = f"{prefix}{now().astimezone(HOME_ZONE):%y%m%d}"
    drawn: set[int] = set()
    while len(drawn) < count:
        drawn.add(secrets.randbelow(10**8))
    return [f"{day}{number:08d}" for number in drawn]


def percent(part: int, whole: int) -> str:
    """A share as people read it, with one decimal; a dash where there is nothing to have a share of."""
    return f"{part / whole:.1%}" if whole else "–"


def home_date(moment: datetime | None = None) -> date:
    """The calendar day in China, now or at a moment."""
    return (moment or now()).astimezone(HOME_ZONE).date()


def home_day(moment: datetime) -> str:
    """The calendar day in China as YYYY-MM-DD, by which merchants and the tax office count."""
    return f"{moment.astimezone(HOME_ZONE):%Y-%m-%d}"

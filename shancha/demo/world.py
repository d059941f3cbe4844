"""The demo world: about 120 members and 600 notes, built through the services, the same every time.

It is built only where there is nobody yet. A mark tells a world in the making from a finished one: what
a start that was cut off left behind is thrown away and built anew.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.management import call_command
from django.db import connection

from shancha.apps.accounts.models import User
from shancha.demo import FINISHED, STARTED, derived, mall, members, notes, reactions
from shancha.kit import clock, limits
from shancha.kit.models import Fact

SEED = 20181123
SPAN = timedelta(days=75)
Say = Callable[[str], None]


class OtherDataError(RuntimeError):
    """The database already holds members that are not the demo's."""


def ensure(say: Say, *, small: bool = False) -> None:
    """Builds the world unless it stands. Raises OtherDataError where somebody else's data are."""
    if Fact.objects.filter(name=FINISHED).exists():
        return
    if Fact.objects.filter(name=STARTED).exists():
        say("demo: an earlier start was cut off; starting over")
        _clear()
    if User.objects.exists():
        raise OtherDataError(
            "this database already holds a community; the demo world is only built in an empty one "
            "(use another SHANCHA_DATA_DIR or SHANCHA_DATABASE_URL)"
        )
    Fact.objects.create(name=STARTED, value=True)
    with connection.cursor() as cursor:
        cursor.execute("set synchronous_commit to off")  # what is lost in a crash is built anew
    with limits.suspended():
        _build(say, small=small)
    Fact.objects.create(name=FINISHED, value={"small": small})
    connection.close()


def _clear() -> None:
    """Empties a database in which nothing but the beginnings of the demo can be."""
    with connection.cursor() as cursor:
        cursor.execute("drop schema public cascade")
        cursor.execute("create schema public")
    call_command("migrate", verbosity=0)


def _build(say: Say, *, small: bool) -> None:
    rng = random.Random(SEED)
    until: datetime = clock.now()
    since = until - SPAN
    say("demo: members")
    people = members.build(rng, since=since, small=small)
    say(f"demo: {len(people)} members; topics and notes")
    published = notes.build(rng, people, since=since, until=until, small=small, say=say)
    say(f"demo: {len(published)} notes; comments, likes and follows")
    reactions.build(rng, people, published, until=until, say=say)
    mall.build(people, published, since=since, until=until, small=small, say=say)
    say("demo: views, heat, scores and the search index")
    derived.build(rng, people, until=until)

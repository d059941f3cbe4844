"""The demo world: about 120 members and 600 notes, built through the services, the same every time.

It is built only where there is nobody yet. A mark tells a world in the making from a finished one: what
a start that was cut off left behind is thrown away and built anew, unless somebody joined meanwhile.
"""

import random
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack
from datetime import datetime, timedelta
from multiprocessing import get_context
from typing import Any, TypeVar

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from shancha.apps.accounts.models import User
from shancha.demo import FINISHED, STARTED, derived, mall, members, notes, reactions, topics
from shancha.kit import clock, limits
from shancha.kit.models import Fact

SEED = 20181123
SPAN = timedelta(days=75)
# Of so many notes so many are written here, while another process opens the shop: then both end together.
_OF_NOTES, _HERE = 5, 3
Say = Callable[[str], None]
T = TypeVar("T")
_ELSEWHERE = (
    "the demo world is only built in an empty one (use another SHANCHA_DATA_DIR or SHANCHA_DATABASE_URL)"
)


class OtherDataError(RuntimeError):
    """The database holds data that are not the demo's."""


def ensure(say: Say, *, small: bool = False) -> None:
    """Builds the world unless it stands. Raises OtherDataError where somebody else's data are."""
    refuse_other_data()
    if Fact.objects.filter(name=FINISHED).exists():
        return
    if Fact.objects.filter(name=STARTED).exists():
        say("demo: an earlier start was cut off; starting over")
        _clear()
    Fact.objects.create(name=STARTED, value=True)
    _hurried(_build, say, small=small)
    Fact.objects.create(name=FINISHED, value={"small": small})
    connection.close()


def refuse_other_data() -> None:
    """Raises OtherDataError where the tables of another program are, or members of a community that isn't a
    finished demo. It can come before the migrations."""
    tables = set(connection.introspection.table_names())
    if not tables or ("kit_fact" in tables and Fact.objects.filter(name=FINISHED).exists()):
        return
    if _are_foreign(tables):
        raise OtherDataError(f"this database holds the tables of another program; {_ELSEWHERE}")
    if "accounts_user" in tables and User.objects.filter(is_demo=False).exists():
        raise OtherDataError(f"this database already holds a community; {_ELSEWHERE}")


def _are_foreign(tables: set[str]) -> bool:
    """Whether anything but this program has been migrated there."""
    if "django_migrations" not in tables:
        return True
    recorded = set(MigrationRecorder.Migration.objects.values_list("app", flat=True).distinct())
    return not recorded <= {config.label for config in apps.get_app_configs()}


def _clear() -> None:
    """Empties a database in which nothing but the beginnings of the demo are."""
    with connection.cursor() as cursor:
        cursor.execute("drop schema public cascade")
        cursor.execute("create schema public")
    call_command("migrate", verbosity=0)


def _build(say: Say, *, small: bool) -> None:
    until: datetime = clock.now()
    since = until - SPAN
    say("demo: members")
    people = members.build(_chance("members"), since=since, small=small)
    planned = notes.plan(_chance("notes"), people, since=since, until=until, small=small)
    here, aside = (planned, []) if small else _shared_out(planned)
    with ExitStack() as stack:
        beside = _Here() if small else stack.enter_context(_beside())
        shop = beside.submit(_hurried, mall.open_shop, people, since=since, until=until, small=small)
        say(f"demo: {len(people)} members; topics and notes, stores and goods")
        topics.introduce(people)
        others = beside.submit(_hurried, _write_aside, aside, people, until=until)
        published = notes.publish_all(here, say)
        published.append(notes.retell(published, people, until))
        reacted = beside.submit(_hurried, _react, people, published, until=until)
        say("demo: who shops; more notes, comments, likes and follows meanwhile")
        mall.build(people, published, shop.result(), since=since, until=until, small=small, say=say)
        published += others.result()
        reacted.result()
    notes.finish(published)
    say(f"demo: {len(published)} notes; views, heat, scores and the search index")
    derived.build(_chance("readers"), people, until=until)


def _shared_out(planned: list[notes.Planned]) -> tuple[list[notes.Planned], list[notes.Planned]]:
    """Which notes are written here, and which by the process beside this one: of old and new ones alike."""
    here = [note for place, note in enumerate(planned) if place % _OF_NOTES < _HERE]
    return here, [note for place, note in enumerate(planned) if place % _OF_NOTES >= _HERE]


def _write_aside(
    planned: list[notes.Planned], people: list[User], *, until: datetime
) -> list[notes.Published]:
    """The process beside this one writes its notes once the shop is open, and lets people react to them."""
    published = notes.publish_all(planned)
    reactions.react(_chance("reactions aside"), people, published, until=until)
    return published


def _react(people: list[User], published: list[notes.Published], *, until: datetime) -> None:
    rng = _chance("reactions")
    reactions.react(rng, people, published, until=until)
    reactions.follow(rng, people, until)


def _chance(part: str) -> random.Random:
    """Each part draws from a source of its own, so that what one draws moves no other."""
    return random.Random(f"{SEED} {part}")


def _beside() -> ProcessPoolExecutor:
    """A process of its own for what depends on nothing else: it halves the time on two cores. Not forked, so
    that it shares neither the connection nor what ids are drawn from."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=django.setup)


class _Here(Executor):
    """Does in this process what is asked of it, at once."""

    def submit(self, do: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        done = Future[T]()
        done.set_result(do(*args, **kwargs))
        return done


def _hurried(do: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Does what is asked without limits of rate and without waiting for the disk: what is lost in a crash is
    built anew."""
    with connection.cursor() as cursor:
        cursor.execute("set synchronous_commit to off")
    with limits.suspended():
        return do(*args, **kwargs)

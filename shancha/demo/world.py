"""The demo world: about 120 members and 600 notes, built through the services, the same every time.

It is built only where there is nobody yet. A mark tells a world in the making from a finished one: what
a start that was cut off left behind is thrown away and built anew, unless somebody joined meanwhile.
"""

import random
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from datetime import datetime, timedelta
from multiprocessing import get_context

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from shancha.apps.accounts.models import User
from shancha.demo import FINISHED, STARTED, derived, mall, members, notes, reactions
from shancha.kit import clock, limits
from shancha.kit.models import Fact

SEED = 20181123
SPAN = timedelta(days=75)
Say = Callable[[str], None]
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
    _hurry()
    with limits.suspended():
        _build(say, small=small)
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
    rng = random.Random(SEED)
    until: datetime = clock.now()
    since = until - SPAN
    say("demo: members")
    people = members.build(rng, since=since, small=small)
    with ExitStack() as stack:
        aside = None if small else stack.enter_context(_beside())
        shop = aside and aside.submit(_open_shop, people, since, until)
        say(f"demo: {len(people)} members; topics and notes" + ("" if small else ", stores and goods"))
        published = notes.build(rng, people, since=since, until=until, small=small, say=say)
        say(f"demo: {len(published)} notes; comments, likes and follows")
        reactions.build(rng, people, published, until=until, say=say)
        opened = shop.result() if shop else mall.open_shop(people, since=since, until=until, small=small)
    mall.build(people, published, opened, since=since, until=until, small=small, say=say)
    say("demo: views, heat, scores and the search index")
    derived.build(rng, people, until=until)


def _beside() -> ProcessPoolExecutor:
    """A process of its own for what depends on nothing else: it halves the time on two cores. Not forked, so
    that it shares neither the connection nor what ids are drawn from."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=django.setup)


def _open_shop(people: list[User], since: datetime, until: datetime) -> mall.Shop:
    _hurry()
    with limits.suspended():
        shop = mall.open_shop(people, since=since, until=until, small=False)
    connection.close()
    return shop


def _hurry() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set synchronous_commit to off")  # what is lost in a crash is built anew

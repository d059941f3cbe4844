"""Hand-written statements: parameters, transactions, refusals."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from shancha.kit import sql

_COUNT = "select count(*) from kit_fact where name = %s"
_PUT = "insert into kit_fact (name, value, updated_at) values (%(name)s, '1', now())"


@pytest.mark.django_db(transaction=True)
def test_the_first_statement_belongs_to_its_transaction():
    with transaction.atomic():
        assert sql.execute(_PUT, {"name": "left"}) == 1
        transaction.set_rollback(True)
    assert sql.fetch_value(_COUNT, ["left"]) == 0
    with transaction.atomic():
        assert sql.execute(_PUT, {"name": "kept"}) == 1
    assert sql.fetch_value(_COUNT, ["kept"]) == 1


@pytest.mark.django_db(transaction=True)
def test_a_refused_first_statement_raises_as_django_does_and_harms_nothing():
    sql.execute(_PUT, {"name": "once"})
    with pytest.raises(IntegrityError), transaction.atomic():
        sql.execute(_PUT, {"name": "once"})
    with transaction.atomic():
        assert sql.fetch_value(_COUNT, ["once"]) == 1
        sql.execute(_PUT, {"name": "twice"})
    assert sql.fetch_value(_COUNT, ["twice"]) == 1


@pytest.mark.django_db(transaction=True)
def test_a_lost_connection_is_refused_as_django_does_and_replaced():
    backend = sql.fetch_value("select pg_backend_pid()")
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s, 10000)", [backend])
    other.close()
    with pytest.raises(DatabaseError), transaction.atomic():
        sql.fetch_value("select 1")
    connection.close_if_unusable_or_obsolete()
    with transaction.atomic():
        assert sql.fetch_value("select pg_backend_pid()") != backend


@pytest.mark.django_db
def test_parameters_by_place_and_by_name():
    assert sql.fetch_rows("select %s::int, '100%%', %s::text", [1, "二"]) == [(1, "100%", "二")]
    twice = "select %(one)s::int + %(one)s::int as sum, %(other)s::text as other"
    assert sql.fetch_all(twice, {"other": "%s", "one": 2}) == [{"sum": 4, "other": "%s"}]
    with connection.execute_wrapper(lambda execute, *rest: execute(*rest)):
        assert sql.fetch_all(twice, {"other": "%s", "one": 2}) == [{"sum": 4, "other": "%s"}]

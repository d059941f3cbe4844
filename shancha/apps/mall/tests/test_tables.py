"""What the database itself refuses, whoever writes."""

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_migrations_are_complete():
    call_command("makemigrations", "mall", check=True, dry_run=True)

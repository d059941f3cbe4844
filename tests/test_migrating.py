"""What `operate.migrating` relies on: while migrations run, no key that others point to changes its type."""

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AlterField, RenameField
from django.db.migrations.operations.base import Operation


def test_no_migration_changes_a_key() -> None:
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    changed = [
        f"{migration}: {operation.describe()}"
        for migration in loader.disk_migrations.values()
        for operation in migration.operations
        if _changes_a_key(operation)
    ]
    assert changed == []
    assert len(loader.disk_migrations) > 80


def _changes_a_key(operation: Operation) -> bool:
    if isinstance(operation, RenameField):
        return operation.old_name == "id"
    return isinstance(operation, AlterField) and operation.field.primary_key

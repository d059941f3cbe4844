"""Goods by CSV: taken in, checked row by row, entered product by product, with visible progress."""

from collections.abc import Sequence
from datetime import timedelta
from typing import IO
from uuid import UUID

from django.db import transaction

from shancha.apps.accounts import vault
from shancha.apps.mall.csv_format import CsvError, CsvRow, read_rows
from shancha.apps.mall.errors import ImportInvalidError
from shancha.apps.mall.models import CatalogueImport, Variant
from shancha.apps.mall.services.import_rows import enter_row, read_id
from shancha.apps.mall.services.row_errors import RowError
from shancha.kit import jobs
from shancha.kit.clock import now
from shancha.kit.errors import ProblemError
from shancha.kit.ids import new_key
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line

MAX_BYTES = 5 * 1024 * 1024
# More rows than this are a job's work.
AT_ONCE = 200
MAX_ERRORS = 2000
KEPT = timedelta(days=30)
_Status = CatalogueImport.Status


def begin_import(
    *, actor_id: UUID, store_id: UUID, file: IO[bytes], filename: str, is_trial: bool
) -> CatalogueImport:
    """Takes a file in. Up to 200 rows are done when this returns; more are left to a job whose progress the
    import shows. `is_trial` finds every error and writes nothing. Raises ImportInvalidError where the file as
    a whole can't be read."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ImportInvalidError(fields={"file": bilingual("文件超过 5 MB", "The file is over 5 MB")})
    try:
        rows = read_rows(content)
    except CsvError as error:
        raise ImportInvalidError(fields={"file": str(error)}) from error
    path = f"imports/{new_key()}.csv"
    vault.keep(path, content)
    with transaction.atomic():
        made = CatalogueImport.objects.create(
            store_id=store_id,
            actor_id=actor_id,
            filename=clean_line(filename)[-120:] or "goods.csv",
            path=path,
            is_trial=is_trial,
            total=len(rows),
        )
        if len(rows) > AT_ONCE:
            jobs.defer("mall.run_import", import_id=str(made.id), lock=f"mall.import:{store_id}")
    if len(rows) <= AT_ONCE:
        run_import(made.id)
        made.refresh_from_db()
    return made


def run_import(import_id: UUID) -> None:
    """Enters the rows, product by product; each product's rows and the count of what is done are one
    transaction, so that run again it goes on where it was broken off."""
    found = CatalogueImport.objects.filter(id=import_id).first()
    if found is None or found.status in {_Status.DONE, _Status.FAILED}:
        return
    try:
        with vault.open_kept(found.path) as file:
            rows = read_rows(file.read())
    except (FileNotFoundError, CsvError):
        _end(found, _Status.FAILED, error="mall.import_invalid")
        return
    passed = 0
    for group in _groups(found.store_id, rows):
        if passed >= found.done:
            _enter_group(found, group)
        passed += len(group)
    _end(found, _Status.DONE)


def sweep_imports() -> int:
    """The nightly job's work: forgets files and reports older than 30 days; returns how many."""
    old = list(CatalogueImport.objects.filter(created_at__lt=now() - KEPT)[:500])
    for each in old:
        vault.discard(each.path)
        each.delete()
    return len(old)


def _groups(store_id: UUID, rows: Sequence[CsvRow]) -> list[list[CsvRow]]:
    """Rows of one product together, in the order of the file."""
    codes = {row.get("code") for row in rows if row.get("code")}
    by_code = dict(
        Variant.objects.filter(store_id=store_id, code__in=codes).values_list("code", "product_id")
    )
    named = [read_id(row.get("variant_id")) for row in rows]
    by_variant = Variant.objects.filter(store_id=store_id, id__in=[each for each in named if each])
    pairs = by_variant.values_list("id", "product_id")
    products = {str(variant_id): str(product_id) for variant_id, product_id in pairs}
    groups: dict[str, list[CsvRow]] = {}
    for row in rows:
        known = row.get("product_id").lower() or products.get(row.get("variant_id").lower())
        known = known or str(by_code.get(row.get("code"), "")) or f"title {row.get('title')}"
        groups.setdefault(known, []).append(row)
    return list(groups.values())


@transaction.atomic
def _enter_group(found: CatalogueImport, group: Sequence[CsvRow]) -> None:
    """One product's rows: each good one is entered, each bad one goes to the report."""
    with transaction.atomic():
        created, updated, errors = _enter_rows(found, group)
        if found.is_trial:
            transaction.set_rollback(True)
    found.status = _Status.WORKING
    found.done += len(group)
    found.created += created
    found.updated += updated
    found.failed += len({error[0] for error in errors})
    found.errors = [*found.errors, *errors][:MAX_ERRORS]
    found.save(update_fields=["status", "done", "created", "updated", "failed", "errors"])


def _enter_rows(
    found: CatalogueImport, group: Sequence[CsvRow]
) -> tuple[int, int, list[tuple[int, str, str, str]]]:
    created = updated = 0
    errors: list[tuple[int, str, str, str]] = []
    product_id: UUID | None = None
    for row in group:
        try:
            with transaction.atomic():
                product_id, is_new = enter_row(
                    actor_id=found.actor_id, store_id=found.store_id, row=row, product_id=product_id
                )
        except RowError as error:
            errors += [(row.number, *problem) for problem in error.problems]
        except ProblemError as error:
            errors += [(row.number, *problem) for problem in RowError.of(error).problems]
        else:
            created, updated = created + is_new, updated + (not is_new)
    return created, updated, errors


def _end(found: CatalogueImport, status: str, error: str = "") -> None:
    found.status, found.error, found.finished_at = status, error, now()
    found.save(update_fields=["status", "error", "finished_at"])

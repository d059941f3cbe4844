"""Jobs of the accounts app."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings

from shancha.apps.accounts.models import LoginRecord, PendingSignUp, Visitor
from shancha.apps.accounts.services import codes, deletion, exports, outgoing, standing, ties
from shancha.apps.accounts.sessions import SessionStore
from shancha.kit import clock
from shancha.kit.jobs import periodic, task


@task("accounts.send_message")
def send_message(*, message_id: str) -> None:
    """Hands one message to its carrier; safe to run twice."""
    outgoing.deliver_message(UUID(message_id))


@task("accounts.build_export")
def build_export(*, export_id: str) -> None:
    """Builds one export; safe to run twice."""
    exports.build_export(UUID(export_id))


@periodic("*/10 * * * *", "accounts.delete_due_accounts")
def delete_due_accounts() -> None:
    """Anonymises accounts whose grace period is over."""
    deletion.delete_due_accounts()


@periodic("*/5 * * * *", "accounts.lift_lapsed_sanctions")
def lift_lapsed_sanctions() -> None:
    """Ends suspensions and mutes whose time is over."""
    standing.lift_lapsed_sanctions()


@periodic("37 * * * *", "accounts.sweep")
def sweep() -> None:
    """Removes what has lapsed: codes, messages, pending sign-ups, sessions, exports, visitors, and
    log-ins and ties older than the retention that the operator set (180 days at least)."""
    now = clock.now()
    codes.sweep_codes()
    outgoing.sweep_messages()
    exports.sweep_exports()
    SessionStore.clear_expired()
    ties.sweep_ties()
    PendingSignUp.objects.filter(expires_at__lt=now).delete()
    Visitor.objects.filter(updated_at__lt=now - timedelta(days=180)).delete()
    LoginRecord.objects.filter(at__lt=now - timedelta(days=settings.ENV.log_retention_days)).delete()

"""Sending notes on under a trace code, and counting who came by it ("一传十")."""

import secrets
import string
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from shancha.apps.community.errors import NoteNotFoundError, ShareNotFoundError
from shancha.apps.community.events import NoteShared, ShareArrived
from shancha.apps.community.models import Note, Share
from shancha.apps.community.queries.notes import is_visible
from shancha.kit import limits, sql
from shancha.kit.clock import now
from shancha.kit.crypto import keyed_hash
from shancha.kit.events import publish
from shancha.kit.http import network_of
from shancha.kit.turns import take_turn

CHANNELS = ("link", "poster", "wechat", "moments", "weibo", "qq", "message", "other")
_LETTERS = string.ascii_letters + string.digits


@transaction.atomic
def offer_share(*, actor_id: UUID | None, address: str, note_id: UUID, channel: str) -> str:
    """The address under which a note may be sent on; nothing is counted yet (`count_share`). A member gets
    the same code for the same note and channel again, visitors of a network for a day. `address` is the
    caller's. Raises NoteNotFoundError, RateLimitedError."""
    limits.check("share", str(actor_id or address), limit=200, seconds=3600)
    if not is_visible(note_id=note_id, viewer_id=actor_id):
        raise NoteNotFoundError
    code = _find_code(actor_id, address, note_id, channel) or _store_share(
        actor_id, address, note_id, channel
    )
    return f"{settings.BASE_URL.rstrip('/')}/n/{note_id}?s={code}"


@transaction.atomic
def count_share(*, actor_id: UUID | None, address: str, code: str) -> None:
    """Counts that a note was sent on by whoever the code was offered to: once for each member, or network of
    visitors, and note and day, in whichever ways. Another's code counts nothing. Publishes NoteShared. Raises
    ShareNotFoundError, RateLimitedError."""
    limits.check("share", str(actor_id or address), limit=200, seconds=3600)
    share = Share.objects.filter(code=code).first()
    if share is None:
        raise ShareNotFoundError
    own = _of_sharer(actor_id, address).filter(note_id=share.note_id)
    if not own.filter(id=share.id).exists():
        return
    take_turn("share", f"{share.note_id} {actor_id or share.network}")
    today = now().date()
    is_counted = own.filter(shared_on=today).exists()
    Share.objects.filter(id=share.id).update(shared_on=today)
    if not is_counted:
        Note.objects.filter(id=share.note_id).update(share_count=F("share_count") + 1)
        publish(NoteShared(note_id=share.note_id, user_id=actor_id, code=code, channel=share.channel))


@transaction.atomic
def record_arrival(*, code: str, address: str, user_id: UUID | None) -> UUID:
    """Counts somebody who came by a shared address: a member once, visitors once a day for each network,
    since a browser's key costs nothing; the sharer's own visits don't count. Returns the note's id. Raises
    ShareNotFoundError, RateLimitedError."""
    limits.check("share_arrival", address, limit=120, seconds=60)
    share = Share.objects.filter(code=code).first()
    if share is None:
        raise ShareNotFoundError
    if user_id is not None and user_id == share.user_id:
        return share.note_id
    if _store_arrival(share, keyed_hash(f"arrival:{user_id or _network_today(address)}")):
        publish(
            ShareArrived(
                note_id=share.note_id,
                code=share.code,
                channel=share.channel,
                sharer_id=share.user_id,
                user_id=user_id,
            )
        )
    return share.note_id


def _network_today(address: str) -> str:
    return f"{now():%Y-%m-%d} {network_of(address)}"


def _network_hash(user_id: UUID | None, address: str) -> str:
    return "" if user_id else keyed_hash(f"share:{_network_today(address)}")


def _of_sharer(user_id: UUID | None, address: str) -> QuerySet[Share]:
    """The codes of a member, or those of a network of visitors today."""
    if user_id:
        return Share.objects.filter(user_id=user_id)
    return Share.objects.filter(network=_network_hash(None, address))


def _find_code(user_id: UUID | None, address: str, note_id: UUID, channel: str) -> str | None:
    known = _of_sharer(user_id, address).filter(note_id=note_id, channel=channel)
    return known.values_list("code", flat=True).first()


def _store_share(user_id: UUID | None, address: str, note_id: UUID, channel: str) -> str:
    """Stores a new code; of two at once, the second takes the first's."""
    network = _network_hash(user_id, address)
    share = Share(code=_new_code(), note_id=note_id, user_id=user_id, network=network, channel=channel)
    Share.objects.bulk_create([share], ignore_conflicts=True)
    return _find_code(user_id, address, note_id, channel) or ""


def _store_arrival(share: Share, visitor: str) -> bool:
    return bool(
        sql.execute(
            """
            with made as (
                insert into community_sharearrival (share_id, visitor, created_at)
                values (%s, %s, %s) on conflict do nothing returning share_id
            )
            update community_share s set arrival_count = s.arrival_count + 1
            from made where s.id = made.share_id
            """,
            [share.id, visitor, now()],
        )
    )


def _new_code() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(10))

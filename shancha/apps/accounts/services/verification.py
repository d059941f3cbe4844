"""Verified roles: applied for with evidence, decided by operators."""

import os
from collections.abc import Sequence
from typing import IO
from uuid import UUID

from django.db import IntegrityError, transaction

from shancha.apps.accounts import errors, hooks, vault
from shancha.apps.accounts.events import ProfileChanged, VerificationDecided
from shancha.apps.accounts.models import EvidencePicture, User, VerificationRequest
from shancha.apps.accounts.models.people import Role
from shancha.apps.accounts.policies import check_nickname_free
from shancha.apps.accounts.services.standing import lock_user
from shancha.kit import clock, events, pictures
from shancha.kit.errors import InvalidInputError, NotFoundError
from shancha.kit.ids import new_key
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line, clean_text

MAX_PICTURES = 3
_State = VerificationRequest.State


def apply_for_role(
    *, user_id: UUID, role: str, category: str, label: str, evidence: str, files: Sequence[IO[bytes]] = ()
) -> VerificationRequest:
    """Applies for a verified role with a text and up to three private pictures.

    Raises VerificationOpenError while one is open or when the role is held; InvalidInputError for
    too many pictures or texts that are empty once cleaned; kit.pictures' refusals.
    """
    label, evidence = clean_line(label), clean_text(evidence)
    _check_application(label, evidence, files)
    hooks.check_text("badge_label", label)
    contents = [pictures.encode_webp(pictures.open_picture(file), 2000) for file in files]
    try:
        with transaction.atomic():
            if lock_user(user_id).role == role:
                raise errors.VerificationOpenError
            request = VerificationRequest.objects.create(
                user_id=user_id, role=role, category_slug=category, label=label, evidence=evidence
            )
            for content in contents:
                path = f"evidence/{new_key()}.webp"
                vault.keep(path, content)
                EvidencePicture.objects.create(request=request, path=path)
    except IntegrityError as error:
        raise errors.VerificationOpenError from error
    return request


def _check_application(label: str, evidence: str, files: Sequence[IO[bytes]]) -> None:
    problems = {}
    if not label or len(label) > 40:
        problems["label"] = bilingual("请填写 1 到 40 字的认证说明", "1 to 40 characters")
    if len(evidence) < 10:
        problems["evidence"] = bilingual("请至少用 10 个字说明", "At least 10 characters")
    if len(files) > MAX_PICTURES:
        problems["files"] = bilingual("最多 3 张图片", "Three pictures at most")
    if problems:
        raise InvalidInputError(fields=problems)
    if any(file.seek(0, os.SEEK_END) > pictures.MAX_BYTES for file in files):
        raise pictures.PictureTooLargeError
    for file in files:
        file.seek(0)


@transaction.atomic
def withdraw_application(*, user_id: UUID, request_id: UUID) -> None:
    """Takes an open application back. Raises NotFoundError for another's, VerificationClosedError."""
    request = VerificationRequest.objects.select_for_update().filter(id=request_id, user_id=user_id).first()
    if request is None:
        raise NotFoundError
    _close(request, _State.WITHDRAWN, reason="", operator_id=None)


@transaction.atomic
def approve_application(*, request_id: UUID, operator_id: UUID, reason: str = "") -> None:
    """Grants the role and the badge. Raises NotFoundError, VerificationClosedError, and
    NicknameReservedError where another verified member has the applicant's nickname."""
    request = _locked(request_id)
    user = lock_user(request.user_id)
    check_nickname_free(user.nickname, role=request.role, user_id=user.id)
    _close(request, _State.APPROVED, reason=reason, operator_id=operator_id)
    _give_role(user, role=request.role, label=request.label, category=request.category_slug)
    _announce(request, is_approved=True)


@transaction.atomic
def refuse_application(*, request_id: UUID, operator_id: UUID, reason: str) -> None:
    """Refuses with a reason that the applicant reads. Raises NotFoundError, VerificationClosedError."""
    request = _locked(request_id)
    _close(request, _State.REFUSED, reason=reason, operator_id=operator_id)
    _announce(request, is_approved=False)


@transaction.atomic
def revoke_role(*, user_id: UUID) -> None:
    """Makes a verified member an ordinary one again. Publishes ProfileChanged."""
    _give_role(lock_user(user_id), role=Role.MEMBER, label="", category="")


def _locked(request_id: UUID) -> VerificationRequest:
    request = VerificationRequest.objects.select_for_update().filter(id=request_id).first()
    if request is None:
        raise NotFoundError
    return request


def _close(request: VerificationRequest, state: str, *, reason: str, operator_id: UUID | None) -> None:
    if request.state != _State.PENDING:
        raise errors.VerificationClosedError
    request.state, request.reason, request.decided_at = state, reason, clock.now()
    request.decided_by_id = operator_id
    request.save(update_fields=["state", "reason", "decided_at", "decided_by"])


def _give_role(user: User, *, role: str, label: str, category: str) -> None:
    user.role, user.badge_label, user.badge_category = role, label, category
    user.save(update_fields=["role", "badge_label", "badge_category"])
    events.publish(ProfileChanged(user_id=user.id))


def _announce(request: VerificationRequest, *, is_approved: bool) -> None:
    events.publish(
        VerificationDecided(
            user_id=request.user_id,
            request_id=request.id,
            role=request.role,
            is_approved=is_approved,
            reason=request.reason,
        )
    )

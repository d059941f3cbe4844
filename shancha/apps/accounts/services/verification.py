"""Verified roles: applied for with evidence and decided by operators, earned by a rule, given, taken back."""

import os
from collections.abc import Sequence
from typing import IO
from uuid import UUID

from django.db import IntegrityError, transaction

from shancha.apps.accounts import errors, hooks, vault
from shancha.apps.accounts.events import ProfileChanged, RoleGranted, RoleRevoked, VerificationDecided
from shancha.apps.accounts.models import EvidencePicture, User, VerificationRequest
from shancha.apps.accounts.models.people import Role, Status
from shancha.apps.accounts.policies import check_nickname_free
from shancha.apps.accounts.services.standing import lock_user
from shancha.kit import clock, events, pictures
from shancha.kit.errors import InvalidInputError, NotFoundError
from shancha.kit.ids import new_key
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line, clean_text

MAX_PICTURES = 3
MAX_LABEL = 40
_State = VerificationRequest.State
_Source = VerificationRequest.Source


def apply_for_role(
    *, user_id: UUID, role: str, category: str, label: str, evidence: str, files: Sequence[IO[bytes]] = ()
) -> VerificationRequest:
    """Applies for a verified role with a text and up to three private pictures.

    Raises VerificationOpenError while one is open or when the role is held; InvalidInputError for
    too many pictures or texts that are empty once cleaned; kit.pictures' refusals.
    """
    label, evidence = clean_line(label), clean_text(evidence)
    _check_application(category, label, evidence, files)
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


def _check_application(category: str, label: str, evidence: str, files: Sequence[IO[bytes]]) -> None:
    problems = _category_problem(category)
    if not label or len(label) > MAX_LABEL:
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


def _category_problem(category: str) -> dict[str, str]:
    """What is wrong with a category, by field."""
    known = hooks.known_categories()
    if category and known is not None and category not in known:
        return {"category": bilingual("没有这个领域", "There is no such category")}
    return {}


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
def grant_role(
    *, user_id: UUID, role: str, category: str, label: str = "", operator_id: UUID | None = None
) -> None:
    """Gives a verified role without an application: by an operator, or by the published rule where none is
    named. A member who has a role gets this one instead; an open application stays open.

    Raises UserNotFoundError for an account that is gone, InvalidInputError for a label or category that
    can't be, NicknameReservedError, and what the checks of public texts raise. Publishes RoleGranted.
    """
    label = clean_line(label)
    _check_grant(role, category, label)
    if label:
        hooks.check_text("badge_label", label)
    user = lock_user(user_id)
    if user.status == Status.DELETED:
        raise errors.UserNotFoundError
    check_nickname_free(user.nickname, role=role, user_id=user.id)
    source = _Source.OPERATOR if operator_id else _Source.RULE
    VerificationRequest.objects.create(
        user_id=user_id, role=role, category_slug=category, label=label, source=source,
        state=_State.APPROVED, decided_by_id=operator_id, decided_at=clock.now(),
    )  # fmt: skip
    _give_role(user, role=role, label=label, category=category)
    events.publish(RoleGranted(user_id=user_id, role=role, category=category, source=source.value))


def _check_grant(role: str, category: str, label: str) -> None:
    problems = _category_problem(category)
    if role == Role.MEMBER or role not in Role.values:
        problems["role"] = bilingual("请选择身份", "Choose a role")
    if len(label) > MAX_LABEL:
        problems["label"] = bilingual("认证说明最多 40 字", "40 characters at most")
    if problems:
        raise InvalidInputError(fields=problems)


@transaction.atomic
def revoke_role(*, user_id: UUID, operator_id: UUID, reason: str) -> None:
    """Makes a verified member an ordinary one again, with a reason that the member reads; the rule gives
    nothing back for half a year. Raises RoleMissingError where there is no role. Publishes RoleRevoked."""
    user = lock_user(user_id)
    if user.role == Role.MEMBER:
        raise errors.RoleMissingError
    VerificationRequest.objects.create(
        user_id=user_id, role=user.role, category_slug=user.badge_category, label=user.badge_label,
        source=_Source.OPERATOR, state=_State.REVOKED, reason=reason, decided_by_id=operator_id,
        decided_at=clock.now(),
    )  # fmt: skip
    events.publish(RoleRevoked(user_id=user_id, role=user.role, reason=reason))
    _give_role(user, role=Role.MEMBER, label="", category="")


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

"""By what a person is known again after an account is gone."""

from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount

from shancha.apps.accounts.models import User
from shancha.kit.crypto import keyed_hash


def contact_marks(user_id: UUID) -> list[str]:
    """Keyed hashes of the phone, the proven addresses and the bound providers' accounts. They are salted
    apart from those that find accounts, and can't be turned back."""
    known = [
        f"phone:{phone}" for phone in User.objects.filter(id=user_id).values_list("phone", flat=True) if phone
    ]
    emails = EmailAddress.objects.filter(user_id=user_id, verified=True).values_list("email", flat=True)
    known += [f"email:{email.lower()}" for email in emails]
    bound = SocialAccount.objects.filter(user_id=user_id).values_list("provider", "uid")
    known += [f"{provider}:{uid}" for provider, uid in bound]
    return sorted(keyed_hash(f"departed:{each}") for each in known)

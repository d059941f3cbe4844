"""Tables of the accounts app."""

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models

from shancha.kit.ids import new_id


class User(AbstractBaseUser, PermissionsMixin):
    """A member."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    handle = models.CharField(max_length=20, unique=True)
    email = models.EmailField(blank=True)

    USERNAME_FIELD = "handle"

    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.handle

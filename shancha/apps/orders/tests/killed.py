"""Places an order and stops in the middle, to be killed there: `python -m ...killed <database> <checkout>
<user> <digest> <where>`. Prints "ready" when it stands there."""

import sys
import time
from uuid import UUID

import django


def main() -> None:
    """See the module."""
    database, checkout_id, user_id, digest, where = sys.argv[1:]
    from django.conf import settings  # noqa: PLC0415 - the environment comes first

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from shancha.apps.orders.services import placing  # noqa: PLC0415

    original = getattr(placing, where)

    def stop(*arguments: object, **named: object) -> object:
        result = original(*arguments, **named)
        print("ready", flush=True)
        time.sleep(600)
        return result

    setattr(placing, where, stop)
    placing.place_order(user_id=UUID(user_id), checkout_id=UUID(checkout_id), digest=digest)


if __name__ == "__main__":
    main()

"""Does something and stops in the middle, to be killed there: `python -m ...killed <database> <deed> <where>
<json of its arguments>`. Prints "ready" when it stands there."""

import importlib
import json
import sys
import time
from uuid import UUID

import django

# What is done, and the module in which a function is stopped after it ran.
DEEDS = {
    "place": ("placing", "place_order", "placing"),
    "receive": ("aftersales", "receive_return", "refunds"),
    "finish": ("aftersale_ends", "finish_refund", "aftersale_ends"),
}


def main() -> None:
    """See the module."""
    database, deed, where, arguments = sys.argv[1:]
    from django.conf import settings  # noqa: PLC0415 - the environment comes first

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    services = "shancha.apps.orders.services"
    home, name, stopped = DEEDS[deed]
    module = importlib.import_module(f"{services}.{stopped}")
    original = getattr(module, where)

    def stop(*arguments: object, **named: object) -> object:
        result = original(*arguments, **named)
        print("ready", flush=True)
        time.sleep(600)
        return result

    setattr(module, where, stop)
    given = {
        key: UUID(value) if key.endswith("_id") else value for key, value in json.loads(arguments).items()
    }
    getattr(importlib.import_module(f"{services}.{home}"), name)(**given)


if __name__ == "__main__":
    main()

"""`python -m shancha.demo [--small]`: builds the demo world in the database that is configured."""

import argparse
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shancha.config.settings")


def main() -> None:
    """Builds and says so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="a tenth of it, for tests")
    small = parser.parse_args().small

    import django  # noqa: PLC0415

    django.setup()
    from shancha.demo import world  # noqa: PLC0415

    world.ensure(print, small=small)


if __name__ == "__main__":
    main()

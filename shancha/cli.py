"""The command line: `shancha up | demo | worker | migrate | check | backup | restore …`."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from shancha.config.env import Environment

app = typer.Typer(
    help="山茶集 Shancha: run and look after a community.", no_args_is_help=True, add_completion=False
)

DEMO_DATA_DIR = ".shancha-demo"


@app.callback()
def _main(context: typer.Context) -> None:
    context.call_on_close(_leave_no_database_behind)


def _leave_no_database_behind() -> None:
    """At a command's end: the embedded PostgreSQL stops with whom it was started for."""
    if "shancha.kit.postgres" not in sys.modules:
        return
    if "django" in sys.modules:
        from django.db import connections  # noqa: PLC0415

        connections.close_all()
    from shancha.kit.postgres import stop_what_was_started  # noqa: PLC0415

    stop_what_was_started()


def _say(text: str) -> None:
    typer.echo(f"· {text}")


def _fail(text: str) -> typer.Exit:
    typer.secho(text, err=True, fg=typer.colors.RED)
    return typer.Exit(1)


def _django() -> None:
    """Loads Django; the embedded database is started by the settings where none is configured."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shancha.config.settings")
    import django  # noqa: PLC0415

    django.setup()


def _manage(*arguments: str) -> None:
    from django.core.management import call_command  # noqa: PLC0415

    call_command(*arguments)


def _migrate(*, verbosity: str) -> None:
    _say("applying migrations")
    _django()
    from shancha.operate.migrating import render_models_alone  # noqa: PLC0415
    from shancha.operate.readiness import note_prepared  # noqa: PLC0415

    render_models_alone()
    _manage("migrate", "--verbosity", verbosity)
    note_prepared()


@app.command()
def up() -> None:
    """Start database (embedded unless SHANCHA_DATABASE_URL is set), web, stream and worker."""
    _run(with_demo=False)


@app.command()
def demo() -> None:
    """Start everything with the demo world, in a data folder of its own (.shancha-demo)."""
    from shancha.demo import OPERATOR  # noqa: PLC0415

    _choose_demo_data_folder()
    for name, value in OPERATOR.items():
        os.environ.setdefault(name, value)
    _run(with_demo=True)


def _choose_demo_data_folder() -> None:
    if not os.environ.get("SHANCHA_DATABASE_URL"):
        os.environ.setdefault("SHANCHA_DATA_DIR", DEMO_DATA_DIR)


def _run(*, with_demo: bool) -> None:
    from shancha.config.database import embedded  # noqa: PLC0415
    from shancha.config.env import environment  # noqa: PLC0415
    from shancha.operate import supervisor  # noqa: PLC0415

    env = environment()
    try:
        lock = supervisor.lock_data_folder(env.data_dir)
    except supervisor.AlreadyRunningError as error:
        raise _fail(f"already running (process {error}) on {env.data_dir}") from error
    if orphans := supervisor.clear_orphans(env.data_dir):
        _say(f"cleared {orphans} processes that an earlier run left behind")
    _refuse_busy_ports(env.host, env.port, env.stream_port)
    try:
        _prepare_and_serve(env, with_demo=with_demo)
    except KeyboardInterrupt:
        _say("interrupted")
    finally:
        if not env.database_url:
            server = embedded(env)
            server.start()
            server.stop()
        lock.close()
        _say("stopped")


def _prepare_and_serve(env: "Environment", *, with_demo: bool) -> None:
    from shancha.operate import supervisor  # noqa: PLC0415

    if not _is_prepared(with_demo=with_demo):
        _in_a_process_of_its_own(*(["demo-world"] if with_demo else ["migrate", "--quiet"]))
    supervisor.supervise(env, on_ready=lambda: _announce(env.base_url, with_demo=with_demo), say=_say)


def _is_prepared(*, with_demo: bool) -> bool:
    """Starts the embedded database, and asks whether it needs migrations or the demo world."""
    from shancha.config.database import connection_string  # noqa: PLC0415
    from shancha.config.env import environment  # noqa: PLC0415
    from shancha.demo import FINISHED  # noqa: PLC0415
    from shancha.operate import readiness  # noqa: PLC0415

    env = environment()
    if not env.database_url:
        _say(f"starting the embedded PostgreSQL in {env.data_dir}/postgres")
    return readiness.is_prepared(connection_string(env), facts=[FINISHED] if with_demo else [])


def _refuse_busy_ports(host: str, *ports: int) -> None:
    import socket  # noqa: PLC0415

    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise _fail(
                    f"port {port} is taken; choose others with SHANCHA_PORT and SHANCHA_STREAM_PORT"
                ) from error


def _in_a_process_of_its_own(*command: str) -> None:
    """Runs a command and gives its memory back; the supervisor itself stays small."""
    result = subprocess.run([sys.executable, "-m", "shancha.cli", *command], check=False)
    if result.returncode != 0:
        raise typer.Exit(result.returncode)


def _announce(base_url: str, *, with_demo: bool) -> None:
    typer.secho(f"\n山茶集 Shancha is at {base_url}", bold=True)
    if with_demo:
        from shancha.demo import logins  # noqa: PLC0415

        for line in logins.lines():
            typer.echo(f"  {line}")
    typer.echo("Ctrl-C stops everything.\n")


@app.command()
def worker(
    concurrency: Annotated[int, typer.Option(help="jobs at once; 0 takes SHANCHA_WORKER_CONCURRENCY")] = 0,
) -> None:
    """Run background jobs; start as many workers, on as many machines, as you like."""
    from shancha.config.env import environment  # noqa: PLC0415
    from shancha.operate import processes  # noqa: PLC0415

    _django()
    processes.worker(environment(), concurrency=concurrency)


@app.command()
def web() -> None:
    """Run pages and API alone."""
    from shancha.config.env import environment  # noqa: PLC0415
    from shancha.operate import processes  # noqa: PLC0415

    processes.web(environment())


@app.command()
def stream() -> None:
    """Run the event stream alone."""
    from shancha.config.env import environment  # noqa: PLC0415
    from shancha.operate import processes  # noqa: PLC0415

    processes.stream(environment())


@app.command()
def migrate(*, quiet: Annotated[bool, typer.Option("--quiet", help="say nothing")] = False) -> None:
    """Bring the database to this version."""
    _migrate(verbosity="0" if quiet else "1")


@app.command(name="demo-world")
def demo_world() -> None:
    """Migrate and build the demo world in an empty database, without starting anything."""
    _choose_demo_data_folder()
    if _is_prepared(with_demo=True):
        return
    _django()
    from shancha.demo import world  # noqa: PLC0415

    try:
        world.refuse_other_data()
        _migrate(verbosity="0")
        world.ensure(_say)
    except world.OtherDataError as error:
        raise _fail(str(error)) from error


@app.command()
def check(
    *, deploy: Annotated[bool, typer.Option("--deploy", help="what a public server needs as well")] = False
) -> None:
    """Say what this installation lacks; exits with 1 where something must be mended."""
    _django()
    from django.conf import settings  # noqa: PLC0415

    from shancha.operate.checks import check_installation  # noqa: PLC0415

    findings = check_installation(settings.ENV, deploy=deploy)
    marks = {"ok": "✓", "warning": "!", "error": "✗"}
    for finding in findings:
        typer.echo(f"{marks[finding.level]} {finding.text}")
    if any(finding.level == "error" for finding in findings):
        raise typer.Exit(1)


@app.command()
def backup(archive: Path) -> None:
    """Write database, local media and keys to one file."""
    _django()
    from shancha.operate.backup import back_up  # noqa: PLC0415

    back_up(archive, _say)


@app.command()
def restore(archive: Path) -> None:
    """Fill an empty installation from a backup."""
    _django()
    from shancha.operate.backup import RestoreRefusedError  # noqa: PLC0415
    from shancha.operate.backup import restore as restore_archive  # noqa: PLC0415

    try:
        restore_archive(archive, _say)
    except RestoreRefusedError as error:
        raise _fail(str(error)) from error
    _manage("migrate", "--verbosity", "0")


@app.command()
def reindex() -> None:
    """Build the search index anew; searching goes on meanwhile."""
    _django()
    from shancha.apps.discovery.services import rebuild_search_index  # noqa: PLC0415

    counts = rebuild_search_index()
    _say(f"indexed {counts['note']} notes, {counts['user']} members, {counts['topic']} topics")


@app.command()
def openapi(target: Annotated[Path, typer.Argument()] = Path("openapi.json")) -> None:
    """Write the API's description."""
    _django()
    import orjson  # noqa: PLC0415

    from shancha.config.api import api  # noqa: PLC0415

    target.write_bytes(
        orjson.dumps(api.get_openapi_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS) + b"\n"
    )
    _say(f"wrote {target}")


@app.command()
def operator(
    handle: str,
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
) -> None:
    """Make a member an operator who may enter the back office, with this password."""
    _django()
    from shancha.apps.accounts.services import appoint_operator  # noqa: PLC0415

    appoint_operator(handle=handle, password=password)
    _say(f"{handle} may enter /admin/ now")


if __name__ == "__main__":
    app()

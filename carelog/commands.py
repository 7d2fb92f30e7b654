"""The command line; each command is one call into a room."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click
from flask import Flask
from flask_babel import gettext as _
from peewee import PeeweeException
from playhouse.migrations import MigrationError

from carelog import create_app, db, demo, server, witness
from carelog.accounts.password_reset import PasswordReset
from carelog.accounts.sign_in_link import SignInLink
from carelog.accounts.staff_role import MANAGER, StaffRole
from carelog.accounts.user import LONGEST_PASSWORD, SHORTEST_PASSWORD, USERNAME, User, hash_password, spelled
from carelog.db import database
from carelog.forms import LONGEST_NAME
from carelog.journal import OPERATOR
from carelog.people.person import Person
from carelog.settings import SettingError, Settings, rotate_secrets
from carelog.weeks.perfect_week import EmptyWeek, StartsTooEarly
from carelog.weeks.spreadsheet_import import UnreadableSheet, read_week
from carelog.weeks.spreadsheet_import.wording import say, say_problem
from carelog.weeks.week_draft import WeekDraft, earliest_agreement
from carelog.weeks.wording import day


def main() -> None:
    """`carelog`: every mistake of the operator is one sentence and exit code 1 or 2, never a traceback."""
    try:
        cli(standalone_mode=True)
    except (SettingError, MigrationError, PeeweeException) as problem:
        sys.exit(f"carelog: {problem}")


@click.group(help="carelog: how much of your week, the week you chose, really happened.")
def cli() -> None:
    """The group of commands."""


@contextmanager
def room() -> Iterator[Flask]:
    """An app with a connection, on an up-to-date database that is the one which gave the receipts."""
    app = create_app()
    with app.app_context(), db.connected():
        if db.pending_migrations():
            raise click.ClickException("The database is not up to date. Run: carelog migrate")
        server.tell(witness.check(app))
        yield app


@cli.command(help="Bring the database up to date.")
def migrate() -> None:
    """Make or change the tables."""
    db.bind(Settings.from_environment().database)
    with db.connected():
        steps = db.migrate()
    click.echo("\n".join(f"done: {step}" for step in steps) or "The database is up to date.")


@cli.command(help="Serve the app.")
def serve() -> None:
    """With the production server, until it is told to stop."""
    with room() as app:
        settings: Settings = app.config["SETTINGS"]
        problem = server.reason_not_to_serve(settings)
        if problem:
            raise click.ClickException(problem)
    db.close_everything()  # what is open would be open in every process of the server
    if server.is_taken(settings):
        raise click.ClickException(
            f"Port {settings.port} is in use. Try another one: PORT={settings.port + 1} make run"
        )
    click.echo(f"carelog is at {settings.url}  (Ctrl+C stops it)")
    server.run(settings)


@cli.command("demo", help="Load a small invented provider into an empty database.")
@click.option("--if-empty", is_flag=True, help="Do nothing where there are real records, instead of refusing.")
@click.option("--show", is_flag=True, help="Print how to sign in as each role.")
@click.option("--json", "as_json", is_flag=True, help="Print who is who as JSON.")
def demo_command(if_empty: bool, show: bool, as_json: bool) -> None:
    """Never touches an installation that holds anything else."""
    with room() as app:
        settings: Settings = app.config["SETTINGS"]
        try:
            demo.load(settings.var)
        except demo.NotEmpty:
            if not if_empty:
                raise click.ClickException(
                    "There are records already; the demo goes into an empty database only."
                ) from None
            return
        if as_json:
            click.echo(json.dumps(demo.who_is_who(), indent=2))
        if show:
            click.echo(demo.how_to_sign_in(settings))


@cli.command("create-provider", help="Make the first manager of an empty installation, for real use.")
@click.option("--username", prompt="User name of the first manager")
@click.option("--name", prompt="Their name")
@click.option(
    "--password",
    prompt=f"A password of at least {SHORTEST_PASSWORD} characters",
    hide_input=True,
    confirmation_prompt=True,
)
def create_provider(username: str, name: str, password: str) -> None:
    """Refused once there is a user."""
    problem = _first_manager_problem(spelled(username), name.strip(), password)
    if problem:
        raise click.ClickException(problem)
    with room(), database.atomic():
        if User.select().exists():
            raise click.ClickException("This installation has users already; its manager can invite more.")
        manager = User.join(username, name.strip(), hash_password(password), OPERATOR)
        StaffRole.give(manager, MANAGER, None, OPERATOR)
    click.echo(f"{name.strip()} is the manager. Start with `carelog serve` and sign in as {manager.username}.")


@cli.command("sign-in-link", help="Print a link that signs one user in: fifteen minutes, one use.")
@click.argument("username")
def sign_in_link(username: str) -> None:
    """Written to the journal."""
    with room() as app:
        token = SignInLink.make(_user(username), OPERATOR)
    click.echo(f"{app.config['SETTINGS'].url}/sign-in/{token}")


@cli.command("reset-password", help="Print a link with which one user chooses a new password: 24 hours, one use.")
@click.argument("username")
def reset_password(username: str) -> None:
    """Takes no second person. Written to the journal; the user is told when it was used."""
    with room() as app:
        settings: Settings = app.config["SETTINGS"]
        token = PasswordReset.make(_user(username), OPERATOR).token(settings.secret_keys)
    click.echo(f"{settings.url}/new-password/{token}")


@cli.command("import-week", help="Read a person's week from a spreadsheet (.xlsx or .csv).")
@click.argument("person", type=click.IntRange(1, 2**31 - 1))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--starts", type=click.DateTime(["%Y-%m-%d"]), help="Agreed from this day on; without it, a draft.")
def import_week(person: int, file: Path, starts: datetime | None) -> None:
    """PERSON is the number in the address of the person's page."""
    with room():
        found = Person.with_team().where(Person.id == person).first()
        if found is None:
            raise click.ClickException(f"There is no person with the number {person}.")
        try:
            read = read_week(file.read_bytes(), file.name)
        except UnreadableSheet as problem:
            raise click.ClickException(say_problem(problem)) from None
        with database.atomic():
            click.echo(found.name)
            draft = WeekDraft.bring_in(found, read, file.name, OPERATOR)
            _report(draft)
            if starts is not None:
                _agree(draft, found, starts.date())
        agreed = starts and _("Agreed from %(day)s.", day=day(starts.date()))
        click.echo(agreed or _("Kept as a draft. Agree it on the person's Plan page."))


@cli.command(
    "rotate-secrets", help="Make a new signing key; what the present one signed stays valid until the next time."
)
def rotate() -> None:
    """Restart the server afterwards."""
    rotate_secrets(Settings.from_environment().var / "secrets")
    click.echo("A new signing key is in place. Restart the server.")


def _user(username: str) -> User:
    user = User.named(username)
    if user is None:
        raise click.ClickException("There is no user of that name.")
    return user


def _report(draft: WeekDraft) -> None:
    for line in draft.lines:
        click.echo(f"{'  ' if line.sure else '? '}{line.cell:<8}{line.source!r}\n          {say(line)}")
    change = draft.difference()
    for heading, titles in ((_("Kept"), change.kept), (_("New"), change.new), (_("Ended"), change.ended)):
        click.echo(f"{heading}: {len(titles)}")
        for title in titles:
            click.echo(f"  {title}")


def _agree(draft: WeekDraft, person: Person, starts: date) -> None:
    try:
        draft.agree(starts, _("Read from a spreadsheet at the command line."), OPERATOR)
    except StartsTooEarly:
        earliest = day(earliest_agreement(person))
        raise click.ClickException(f"A new version starts {earliest} at the earliest. Nothing was changed.") from None
    except EmptyWeek:
        raise click.ClickException(
            "No item could be read, so there is nothing to agree. Nothing was changed."
        ) from None


def _first_manager_problem(username: str, name: str, password: str) -> str | None:
    checks: list[tuple[Callable[[], bool], str]] = [
        (
            lambda: USERNAME.fullmatch(username) is not None,
            "User names are made of a–z, 0–9, dots, dashes and underscores.",
        ),
        (lambda: 0 < len(name) <= LONGEST_NAME, f"A name has 1 to {LONGEST_NAME} characters."),
        (
            lambda: SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD,
            f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.",
        ),
    ]
    return next((problem for good, problem in checks if not good()), None)

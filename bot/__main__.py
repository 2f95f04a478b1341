"""The commands. Each imports what it needs only when it is called, so that all start quickly."""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
ROLES = click.Choice(["citizen", "member", "provider", "staff", "admin"])


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="bildungslotse")
def main() -> None:
    """Bildungslotse: ask in your own words what there is to learn in your town."""


@main.command()
def run() -> None:
    """Serve on Telegram; needs BOT_TOKEN."""
    from bot.commands import run as command

    command.run()


@main.command()
@click.option("--role", type=ROLES, default="citizen", help="Whom you play.")
@click.option("--lang", default="de", help="The language of your Telegram.")
def chat(role: str, lang: str) -> None:
    """The same bot in this terminal: no token, no network. Piped input works too."""
    from bot.commands import chat as command

    command.chat(role, lang)


@main.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--limit", default=5, type=click.IntRange(1, 1000), help="Most offers to show.")
@click.option("--catalogue", type=FILE, help="Ask these offers instead.")
@click.option("--file", "questions", type=FILE, help="One question a line; one JSON object each.")
@click.option("--explain", is_flag=True, help="Show what each score is made of.")
def ask(  # noqa: PLR0913, PLR0917 - one for each option
    question: str | None,
    as_json: bool,
    limit: int,
    catalogue: Path | None,
    questions: Path | None,
    explain: bool,
) -> None:
    """Answer one QUESTION, or with --file many."""
    from bot.commands import ask as command

    if (question is None) == (questions is None):
        raise click.UsageError("Give either a QUESTION or --file.")
    asker = command.Asker.open(catalogue, limit, explain=explain)
    if questions is not None:
        asker.answer_file(questions)
    elif as_json:
        asker.answer_json(question or "")
    else:
        asker.answer(question or "")


@main.command()
@click.argument("questions", type=FILE)
@click.option("--catalogue", type=FILE, help="Measure on these offers instead.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--save", "keep", is_flag=True, help="Keep this run as the last one.")
@click.option("--gate", is_flag=True, help="Exit code 1 when figures fell since the last run.")
def evaluate(
    questions: Path, catalogue: Path | None, as_json: bool, keep: bool, gate: bool
) -> None:
    """Measure the answers on a set of labelled QUESTIONS (CSV).

    The last run lies beside them, as QUESTIONS.last.json; what changed since is shown.
    """
    from bot.commands import evaluate as command

    command.evaluate(questions, catalogue, command.Options(as_json, keep, gate))


@main.group(name="import")
def import_() -> None:
    """Take over a file, as a whole or not at all."""


@import_.command(name="offers")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--yes", is_flag=True, help="Also when many offers would be removed.")
def import_offers(file: Path, dry_run: bool, yes: bool) -> None:
    """Make FILE (CSV) the catalogue."""
    from bot.commands import offers as command

    command.take_over(file, dry_run=dry_run, confirmed=yes)


@import_.command(name="wishes")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only show what would come in.")
@click.option("--yes", is_flag=True, help="Also when it is a great many.")
def import_wishes(file: Path, dry_run: bool, yes: bool) -> None:
    """Take in wishes from phone, counter or conference (.xlsx, .csv)."""
    from bot.commands import wishes as command

    command.take_in(file, dry_run=dry_run, confirmed=yes)


@import_.command(name="answers")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only show what would be decided.")
@click.option("--yes", is_flag=True, help="Also when it is a great many.")
def import_answers(file: Path, dry_run: bool, yes: bool) -> None:
    """Take over what was filled in on a sheet of `export wishes`, and tell who waits for it."""
    from bot.commands import answers as command

    command.take_over(file, dry_run=dry_run, confirmed=yes)


@import_.command(name="meetings")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--yes", is_flag=True, help="Also when it is a great many.")
def import_meetings(file: Path, dry_run: bool, yes: bool) -> None:
    """Plan the meetings in FILE (CSV), and tell the members of their groups."""
    from bot.commands import meetings as command

    command.take_over(file, dry_run=dry_run, confirmed=yes)


@main.group()
def export() -> None:
    """Write a file; its ending names the format."""


@export.command(name="offers")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export_offers(file: Path) -> None:
    """Write the catalogue to FILE (.csv)."""
    from bot.commands import offers as command

    command.export(file)


@export.command(name="wishes")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export_wishes(file: Path) -> None:
    """Write all wishes to FILE (.xlsx, .csv), with room for answers. Handle it with care."""
    from bot.commands import wishes as command

    command.export(file)


@export.command(name="counts")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export_counts(file: Path) -> None:
    """Write how often what was asked to FILE (.csv): no words, no persons."""
    from bot.commands import counts as command

    command.export(file)


@export.command(name="gaps")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--raw", is_flag=True, help="Single cases without words (.csv), to count anew.")
@click.option(
    "--picture",
    type=click.Choice(["ages", "months", "offers", "kinds"]),
    default="ages",
    help="What a picture shows: topics by ages, demand by month, offers by target group, kinds.",
)
def export_gaps(file: Path, raw: bool, picture: str) -> None:
    """Write demand against supply to FILE: closed months, rounded to fives.

    Tables as .xlsx or .csv, a picture as .png, .svg or .pdf.
    """
    from bot.commands import gaps as command

    if raw:
        command.export_raw(file)
    else:
        command.export(file, picture)


@main.command()
@click.option("--quarter", required=True, help="Such as 2026-4.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def report(quarter: str, file: Path) -> None:
    """Write the figures of a quarter to FILE (.pdf), for a committee: closed months, in fives."""
    from bot.commands import report as command

    command.write(quarter, file)


@main.group()
def dead() -> None:
    """Updates that failed three times."""


@dead.command(name="list")
def dead_list() -> None:
    """Show them by type and number."""
    from bot.commands import dead as command

    command.show()


@dead.command(name="retry")
@click.argument("update_id", metavar="ID", type=int)
def dead_retry(update_id: int) -> None:
    """Try one again."""
    from bot.commands import dead as command

    command.retry(update_id)


@main.group()
def team() -> None:
    """Who may do more than citizens."""


@team.command(name="invite")
@click.option("--role", type=click.Choice(["staff", "admin", "member", "provider"]), required=True)
@click.option("--name", default="", help="What to call them in the list.")
def team_invite(role: str, name: str) -> None:
    """Print a link that gives a role, once and within 72 hours."""
    from bot.commands import team as command

    command.invite(role, name)


@team.command(name="list")
def team_list() -> None:
    """Show who has which role, and open invitations."""
    from bot.commands import team as command

    command.show()


@team.command(name="revoke")
@click.argument("number", metavar="N", type=int)
def team_revoke(number: int) -> None:
    """Take back the role or invitation with number N, at once."""
    from bot.commands import team as command

    command.revoke(number)


@main.command()
@click.option("--dry-run", is_flag=True, help="Only show how much would go.")
def retention(dry_run: bool) -> None:
    """Drop what has been kept long enough; `run` does so every hour."""
    from bot.commands import retention as command

    command.sweep(dry_run=dry_run)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def check(as_json: bool) -> None:
    """Is this installation fit to serve? Exit code 0 or 1."""
    from bot.commands import check as command

    command.check(as_json=as_json)


if __name__ == "__main__":
    main()

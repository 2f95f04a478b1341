"""The schema of the database: brought up to date at start, refused when it is newer than we are."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy import text as sql

from bot.storage.engine import READING

HEAD = "0019"
"""The newest migration, written down so that a look at the database needs no Alembic."""

LOCK = 0x42696C64
"""The advisory lock that migrating replicas queue for on PostgreSQL."""


_ONE_AT_A_TIME = Lock()


class NewerSchemaError(Exception):
    """The database was written by a newer release."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"The database has schema {found}, this release knows schemas up to {HEAD}. "
            "Run the newer release, or restore a backup made by this one."
        )


def prepare(engine: Engine) -> None:
    """Migrate what is older, leave what is current, refuse what is newer."""
    with engine.connect().execution_options(**{READING: True}) as db:
        found = revision(db)
    if found != HEAD:
        _migrate(engine)


def revision(db: Connection) -> str | None:
    """The schema that this database has; None when it is empty."""
    if not inspect(db).has_table("alembic_version"):
        return None
    found: str | None = db.scalar(sql("SELECT version_num FROM alembic_version"))
    return found


def _migrate(engine: Engine) -> None:
    # Alembic keeps what it is doing in one place for the whole process.
    with _ONE_AT_A_TIME, engine.connect() as db:
        if engine.dialect.name == "sqlite":
            # Tables that are copied to change them must not take their children along;
            # SQLite reads this outside of transactions only, hence past SQLAlchemy's own.
            _foreign_keys(db, on=False)
            with db.begin():
                _upgrade(db)
            _foreign_keys(db, on=True)
        else:
            with db.begin():
                db.execute(sql("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
                _upgrade(db)


def _foreign_keys(db: Connection, *, on: bool) -> None:
    raw = db.connection.dbapi_connection
    if raw is not None:
        raw.cursor().execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def _upgrade(db: Connection) -> None:
    # Only a database that is not current pays for importing Alembic (a tenth of a second).
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    config.attributes["connection"] = db
    found = revision(db)
    if found is not None:
        try:
            ScriptDirectory.from_config(config).get_revision(found)
        except CommandError as error:
            raise NewerSchemaError(found) from error
    command.upgrade(config, "head")

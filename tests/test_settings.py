"""The environment: read by name, refused by name, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError


def test_an_empty_environment_serves_the_terminal() -> None:
    settings = Settings.from_environment({})

    assert settings.database_url == "sqlite:///bildungslotse.db"
    assert settings.timezone.key == "Europe/Berlin"
    assert (settings.tick_seconds, settings.send_rate) == (30, 25)


def test_everything_missing_for_run_is_named_at_once() -> None:
    environment = {"BOT_WEBHOOK_URL": "https://bot.example", "BOT_WEBHOOK_SECRET": "short"}

    with pytest.raises(SettingsError) as refused:
        Settings.from_environment(environment, serving=True)

    assert [line.split()[0] for line in refused.value.problems] == [
        "BOT_TOKEN",
        "BOT_WEBHOOK_SECRET",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_API_URL", "ftp://bot"),
        ("BOT_DATABASE_URL", "foo"),
        ("BOT_DATABASE_URL", "mysql://root@host/name"),
        ("BOT_ADMINS", "12,anna"),
        ("BOT_DATA_DIR", "/no/such/folder"),
        ("BOT_TIMEZONE", "Europe/Eisenach"),
        ("BOT_TIMEZONE", "../etc/passwd"),
        ("BOT_TICK_SECONDS", "0"),
        ("BOT_SEND_RATE", "fast"),
        ("BOT_SEND_RATE", "nan"),
        ("BOT_WEBHOOK_URL", "bot.example"),
        ("BOT_WEBHOOK_LISTEN", "8080"),
        ("BOT_HEALTH_LISTEN", "127.0.0.1:99999"),
        ("BOT_SMTP_URL", "http://mail.example"),
        ("BOT_SMTP_URL", "smtp://user@mail.example"),
        ("BOT_MAIL_FROM", "Amt <amt@stadt.example>"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name} should be "):
        Settings.from_environment({name: value})


def test_a_secret_can_come_from_a_file_and_shows_as_stars(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text("123:canary\n", encoding="utf-8")

    settings = Settings.from_environment({"BOT_TOKEN_FILE": str(secret)}, serving=True)

    assert settings.token == "123:canary"
    assert "canary" not in repr(settings)


def test_a_secret_file_that_is_missing_is_named() -> None:
    with pytest.raises(SettingsError, match="BOT_TOKEN_FILE"):
        Settings.from_environment({"BOT_TOKEN_FILE": "/no/such/file"})


def test_admins_are_numbers_separated_by_commas() -> None:
    assert Settings.from_environment({"BOT_ADMINS": "12, 34,"}).admins == {12, 34}


@pytest.mark.parametrize(
    ("name", "value"),
    [("BOT_SMTP_URL", "smtps://mail.example"), ("BOT_MAIL_FROM", "amt@stadt.example")],
)
def test_a_mail_server_and_our_address_belong_together(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_environment({"BOT_TOKEN": "1:a", name: value}, serving=True)

    assert refused.value.problems == [
        "BOT_SMTP_URL and BOT_MAIL_FROM belong together: set both, or none."
    ]


def test_the_password_of_the_mail_server_comes_from_a_file_and_is_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "smtp"
    file.write_text("smtps://amt:canary@mail.example\n", encoding="utf-8")
    environment = {
        "BOT_TOKEN": "1:a",
        "BOT_SMTP_URL_FILE": str(file),
        "BOT_MAIL_FROM": "amt@stadt.example",
    }
    settings = Settings.from_environment(environment, serving=True)

    assert settings.smtp is not None
    assert settings.smtp.password == "canary"
    assert "canary" not in repr(settings)


def test_a_wrong_mail_server_is_refused_without_its_password() -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_environment({"BOT_SMTP_URL": "smtp://amt:canary@mail.example:99999"})

    assert "canary" not in str(refused.value)

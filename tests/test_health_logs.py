"""Logs: what looks like a token, and every secret, is stars at every level and in every place."""

from __future__ import annotations

import logging

import pytest

from bot.telegram.redaction import QUIET, redacted
from tests.botapi import TOKEN

SECRET = "canary-secret"
log = logging.getLogger("anything")


@pytest.fixture(autouse=True)
def _debug(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)


def test_a_token_is_hidden_even_when_nobody_named_it(caplog: pytest.LogCaptureFixture) -> None:
    with redacted():
        log.info("POST https://api.telegram.org/bot%s/getMe", TOKEN)

    assert caplog.messages == ["POST https://api.telegram.org/bot***/getMe"]


def test_named_secrets_are_hidden(caplog: pytest.LogCaptureFixture) -> None:
    with redacted(SECRET, ""):
        log.debug("header %s and %d", SECRET, 5)
        log.debug("nothing to hide %s", 5)

    assert caplog.messages == ["header *** and 5", "nothing to hide 5"]


def test_errors_are_shown_without_secrets(caplog: pytest.LogCaptureFixture) -> None:
    with redacted(SECRET):
        for words in (f"the token {TOKEN} was rejected, {SECRET}", "harmless"):
            log.error("it failed", exc_info=ValueError(words))

    assert TOKEN not in caplog.text
    assert SECRET not in caplog.text
    assert "the token *** was rejected" in caplog.text
    assert "harmless" in caplog.text


@pytest.mark.parametrize("name", QUIET)
def test_libraries_that_log_words_and_addresses_are_quiet(name: str) -> None:
    before = logging.getLogger(name).level
    with redacted():
        assert not logging.getLogger(name).isEnabledFor(logging.DEBUG)
    assert logging.getLogger(name).level == before

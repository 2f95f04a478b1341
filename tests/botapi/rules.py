"""What Telegram demands of keyboards, commands and links beyond the types of the fields."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from tests.botapi.errors import bad_request
from tests.botapi.wire import Json

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
DECORATION = {"text", "icon_custom_emoji_id", "style"}
WEB = frozenset({"http", "https"})
STYLES = {"danger", "success", "primary"}
COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def web_link(url: str) -> bool:
    """Whether Telegram opens the address: http or https, with a dot in the host."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in WEB and "." in host.strip(".") and " " not in url


def inline_button(button: Json) -> None:
    """Exactly one action, and only addresses of the web."""
    actions = button.keys() - DECORATION
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad_request(f"inline keyboard button has several actions: {sorted(actions)}")
    _labelled(button)
    if "url" in actions:
        _linked(button["url"])


def _linked(url: str) -> None:
    scheme = url.partition(":")[0].lower() if ":" in url else ""
    if scheme in WEB and web_link(url):
        return
    # "eisenach.de:80/a" has no protocol, only a port.
    foreign = scheme not in {"", *WEB} and "." not in scheme
    reason = "Unsupported URL protocol" if foreign else "Wrong HTTP URL"
    raise bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}")


def _labelled(button: Json) -> None:
    if not button["text"].strip():
        raise bad_request("can't parse keyboard button: Text must be non-empty")
    if button.get("style", "primary") not in STYLES:
        raise bad_request("can't parse keyboard button: invalid button style specified")


def reply_button(button: Json) -> None:
    """At most one request."""
    requests = button.keys() - DECORATION
    if len(requests) > 1:
        raise bad_request(f"keyboard button has several actions: {sorted(requests)}")
    _labelled(button)


def _sized(rows: list[list[Json]]) -> None:
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    # Telegram's clients do not show more; the server would take the row silently.
    if any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad_request("too many buttons in a row")


def inline_keyboard(markup: Json) -> None:
    """Not too many buttons."""
    _sized(markup["inline_keyboard"])


def reply_keyboard(markup: Json) -> None:
    """Some buttons, not too many."""
    _sized(markup["keyboard"])
    if not any(markup["keyboard"]):
        raise bad_request("object expected as reply markup")


def command(bot_command: Json) -> None:
    """Small letters, digits and underscores."""
    if not COMMAND.fullmatch(bot_command["command"].removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")


RULES: dict[str, Callable[[Json], None]] = {
    "InlineKeyboardButton": inline_button,
    "KeyboardButton": reply_button,
    "InlineKeyboardMarkup": inline_keyboard,
    "ReplyKeyboardMarkup": reply_keyboard,
    "BotCommand": command,
}

"""What the bot says about itself: name, descriptions, commands."""

import json
import re
from functools import partial

from tests.botapi.call import Call, Method
from tests.botapi.errors import bad_request
from tests.botapi.state import Bot
from tests.botapi.wire import Json

MOST_COMMANDS = 100
LANGUAGE = re.compile(r"[a-z]{2}")
DEFAULT = {"type": "default"}


def _language(call: Call) -> str:
    code: str = call.params.get("language_code", "")
    if code and not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def scope_key(scope: Json) -> str:
    """A scope as text."""
    return json.dumps(scope, sort_keys=True)


def _scope(call: Call) -> str:
    scope = call.params.get("scope", DEFAULT)
    if "chat_id" in scope and call.api.find_chat(scope["chat_id"]) is None:
        raise bad_request("chat not found")
    return scope_key(scope)


def set_commands(call: Call) -> bool:
    commands = call.params["commands"]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    bare = [command | {"command": command["command"].removeprefix("/")} for command in commands]
    call.bot.commands[_scope(call), _language(call)] = bare
    return True


def get_commands(call: Call) -> list[Json]:
    return call.bot.commands.get((_scope(call), _language(call)), [])


def delete_commands(call: Call) -> bool:
    call.bot.commands.pop((_scope(call), _language(call)), None)
    return True


def commands_seen(bot: Bot, scopes: list[Json], language: str) -> list[Json]:
    """The commands a person sees: the first scope that has any, own language before all."""
    for scope in scopes:
        for code in (language, ""):
            if found := bot.commands.get((scope_key(scope), code)):
                return found
    return []


def set_text(call: Call, name: str) -> bool:
    call.bot.texts[name, _language(call)] = call.params.get(name, "")
    return True


def get_text(call: Call, name: str) -> Json:
    fallback = call.bot.user.first_name if name == "name" else ""
    general = call.bot.texts.get((name, "")) or fallback
    return {name: call.bot.texts.get((name, _language(call))) or general}


def get_me(call: Call) -> Json:
    return call.bot.user.json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": call.bot.inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setMyName": partial(set_text, name="name"),
    "getMyName": partial(get_text, name="name"),
    "setMyDescription": partial(set_text, name="description"),
    "getMyDescription": partial(get_text, name="description"),
    "setMyShortDescription": partial(set_text, name="short_description"),
    "getMyShortDescription": partial(get_text, name="short_description"),
}

"""What the bot says about itself, and chats with their members."""

from typing import Any

import pytest

from tests.botapi import BotApi, Person
from tests.botapi.errors import ApiError


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
def anna(api: BotApi) -> Person:
    return api.person(101, "Anna", started=True)


def refused(api: BotApi, chat: int) -> ApiError:
    with pytest.raises(ApiError) as error:
        api.ask("sendMessage", chat_id=chat, text="x")
    return error.value


def test_commands_differ_by_scope_and_language(api: BotApi, anna: Person) -> None:
    def set_to(name: str, **where: Any) -> None:
        api.ask("setMyCommands", commands=[{"command": name, "description": "x"}], **where)

    assert anna.commands == []
    set_to("help")
    set_to("hilfe", language_code="de")
    assert anna.commands == ["hilfe"]
    set_to("menu", scope={"type": "all_private_chats"})
    assert anna.commands == ["menu"]
    set_to("team", scope={"type": "chat", "chat_id": 101})
    assert anna.commands == ["team"]
    assert api.person(102, language_code="en").commands == ["menu"]
    api.ask("deleteMyCommands", scope={"type": "chat", "chat_id": 101})
    assert anna.commands == ["menu"]
    assert api.ask("getMyCommands", language_code="de")[0]["command"] == "hilfe"


def test_name_and_descriptions_differ_by_language(api: BotApi) -> None:
    api.ask("setMyDescription", description="Frag mich")
    api.ask("setMyDescription", description="Ask me", language_code="en")

    assert api.ask("getMyDescription", language_code="en") == {"description": "Ask me"}
    assert api.ask("getMyDescription", language_code="fr") == {"description": "Frag mich"}
    assert api.ask("getMyName") == {"name": "Bildungslotse"}
    assert api.ask("getMyShortDescription") == {"short_description": ""}
    assert api.ask("getMe")["is_bot"] is True


def test_a_bot_may_not_write_to_everybody(api: BotApi, anna: Person) -> None:
    bernd = api.person(102, "Bernd")
    other = api.add_bot("7:other", "other_bot")
    api.chats[other.user.id] = api.person(other.user.id).api.chats[other.user.id]
    api.users[other.user.id] = other.user
    api.chats[other.user.id].user = other.user

    assert refused(api, bernd.id).description == (
        "Forbidden: bot can't initiate conversation with a user"
    )
    assert refused(api, 7).description == "Forbidden: bot can't send messages to bots"
    anna.blocks_bot()
    assert refused(api, anna.id).description == "Forbidden: bot was blocked by the user"
    anna.writes("doch")
    assert api.ask("sendMessage", chat_id=anna.id, text="x")
    anna.deletes_account()
    assert refused(api, anna.id).description == "Forbidden: user is deactivated"


@pytest.mark.parametrize(
    ("standing", "sentence"),
    [
        ("kicked", "Forbidden: bot was kicked from the supergroup chat"),
        ("left", "Forbidden: bot is not a member of the supergroup chat"),
        ("restricted", "Bad Request: not enough rights to send text messages to the chat"),
    ],
)
def test_a_bot_writes_to_groups_as_a_member(api: BotApi, standing: str, sentence: str) -> None:
    api.group(-1001, bot_status=standing)

    assert refused(api, -1001).description == sentence


def test_a_group_moves(api: BotApi, anna: Person) -> None:
    group = api.group(-5, kind="group", members=(anna,))
    group.migrates(-1005, anna)

    refusal = refused(api, -5)
    assert refusal.description == "Bad Request: group chat was upgraded to a supergroup chat"
    assert refusal.parameters == {"migrate_to_chat_id": -1005}
    api.ask("sendMessage", chat_id=-1005, text="weiter")
    assert group.id == -1005
    assert group.last.text == "weiter"


def test_members_can_be_asked_for(api: BotApi, anna: Person) -> None:
    group = api.group(-1001, members=(anna,))
    group.promotes_bot(anna)
    bernd = api.person(102)

    def standing(user: int, chat: int = -1001) -> str:
        status: str = api.ask("getChatMember", chat_id=chat, user_id=user)["status"]
        return status

    assert (standing(101), standing(102)) == ("member", "left")
    assert (standing(101, chat=101), standing(102, chat=101)) == ("member", "left")
    group.joined_by(bernd)
    assert standing(102) == "member"
    assert api.ask("getChatMemberCount", chat_id=-1001) == 3
    assert api.ask("getChatMemberCount", chat_id=101) == 2
    administrators = api.ask("getChatAdministrators", chat_id=-1001)
    assert [each["user"]["id"] for each in administrators] == [api.bot.user.id]
    assert api.ask("getChat", chat_id=-1001)["title"] == "Arbeitskreis"


def test_a_bot_leaves_and_hears_nothing_more(api: BotApi, anna: Person) -> None:
    group = api.group(-1001)
    assert api.ask("leaveChat", chat_id=-1001) is True

    with pytest.raises(LookupError, match="hears nothing"):
        anna.writes("noch da?", chat=group)
    assert api.refusal("leaveChat", chat_id=101) == "chat not found"

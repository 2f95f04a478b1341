"""One fake Bot API server for all tests.

api = BotApi()
anna = api.person(101, "Anna")
update = anna.writes("schwimmkurs")      # queued, and returned as the bot will get it
...                                      # the application answers through BotApiRequest(api)
anna.presses("Alle zeigen")
assert anna.last.text == "..."
"""

from tests.botapi import faults
from tests.botapi.application import build, drain
from tests.botapi.clock import Clock
from tests.botapi.core import TOKEN, BotApi
from tests.botapi.groups import Group
from tests.botapi.people import Person
from tests.botapi.record import Record
from tests.botapi.request import BotApiRequest
from tests.botapi.view import Button, Seen
from tests.botapi.wire import Json, Upload

__all__ = [
    "TOKEN",
    "BotApi",
    "BotApiRequest",
    "Button",
    "Clock",
    "Group",
    "Json",
    "Person",
    "Record",
    "Seen",
    "Upload",
    "build",
    "drain",
    "faults",
]

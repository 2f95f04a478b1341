"""Answers to presses and to inline queries."""

from tests.botapi.call import Call, Method
from tests.botapi.errors import QUERY_TOO_OLD, bad_request
from tests.botapi.state import Query, Toast
from tests.botapi.texts import text_of
from tests.botapi.wire import Json

MOST_RESULTS = 50
LONGEST_OFFSET = 64


def _query(call: Call, name: str) -> Query:
    query = call.bot.queries.get(call.params[name])
    if query is None or query.expires <= call.now:
        raise bad_request(QUERY_TOO_OLD)
    return query


def answer_press(call: Call) -> bool:
    query = _query(call, "callback_query_id")
    url = call.params.get("url", "")
    if url and not url.startswith(f"https://t.me/{call.bot.user.username}?start="):
        raise bad_request("URL_INVALID")
    text, alert = call.params.get("text", ""), call.params.get("show_alert", False)
    call.bot.toasts.append(Toast(query.user_id, text, alert, url))
    return True


def answer_inline(call: Call) -> bool:
    query = _query(call, "inline_query_id")
    results = call.params["results"]
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(call.params.get("next_offset", "").encode()) > LONGEST_OFFSET:
        raise bad_request("NEXT_OFFSET_INVALID")
    read = [_readable(result) for result in results]
    call.bot.inline_answers[query.id] = call.params | {"results": read}
    return True


def _readable(result: Json) -> Json:
    """With the text of its message read."""
    content = result.get("input_message_content", {})
    if "message_text" not in content:
        return result
    text = text_of(content, "message_text")
    return result | {"input_message_content": {"text": text.plain, "entities": text.json()}}


METHODS: dict[str, Method] = {
    "answerCallbackQuery": answer_press,
    "answerInlineQuery": answer_inline,
}

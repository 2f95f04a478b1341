"""Files on the fake: kept, sent again, downloaded, captioned."""

import pytest

from tests.botapi import BotApi, Clock, Upload


@pytest.fixture
def api() -> BotApi:
    api = BotApi(clock=Clock.standing())
    api.person(101, "Anna", started=True)
    return api


def test_files_are_kept_sent_again_and_downloaded(api: BotApi) -> None:
    upload = Upload("plan.pdf", b"%PDF", "application/pdf")
    params = {"chat_id": 101, "caption": "<i>Plan</i>", "parse_mode": "HTML"}
    _, body = api.call(api.bot.token, "sendDocument", params, {"document": upload})
    document = body["result"]["document"]
    api.ask("sendDocument", chat_id=101, document=document["file_id"])
    first, second = api.person(101).reads()
    path = api.ask("getFile", file_id=document["file_id"])["file_path"]

    assert (first.text, first.html, first.media) == ("Plan", "<i>Plan</i>", "document")
    assert first.file == second.file == api.download(api.bot.token, path) == upload
    assert document["file_name"] == "plan.pdf"
    assert api.calls[0].json()["params"]["document"]["size"] == 4


@pytest.mark.parametrize(
    ("method", "name", "size", "sentence"),
    [
        ("sendDocument", "document", 0, "file must be non-empty"),
        ("sendPhoto", "photo", 10 * 2**20 + 1, "file is too big for a photo"),
        ("sendDocument", "document", 50 * 2**20 + 1, ""),
    ],
)
def test_files_have_their_size(
    api: BotApi, method: str, name: str, size: int, sentence: str
) -> None:
    upload = Upload("x", bytes(size))
    status, body = api.call(api.bot.token, method, {"chat_id": 101}, {name: upload})

    assert status == (400 if sentence else 413)
    assert body["description"].endswith(sentence)


def test_a_large_file_cannot_be_downloaded(api: BotApi) -> None:
    update = api.person(101).sends_document(bytes(20 * 2**20 + 1))
    wrong = api.refusal("getFile", file_id=update["message"]["document"]["file_id"])

    assert wrong == "file is too big"


def test_captions_are_measured_and_edited(api: BotApi) -> None:
    photo = Upload("a.png", b"png")
    for caption, status in (("x" * 1024, 200), ("x" * 1025, 400)):
        params = {"chat_id": 101, "caption": caption}
        assert api.call(api.bot.token, "sendPhoto", params, {"photo": photo})[0] == status
    edited = api.ask(
        "editMessageCaption", chat_id=101, message_id=1, caption="<b>k</b>", parse_mode="HTML"
    )

    assert edited["caption_entities"] == [{"type": "bold", "offset": 0, "length": 1}]


def test_an_album_takes_attached_files(api: BotApi) -> None:
    media = [{"type": "photo", "media": f"attach://{name}"} for name in "ab"]
    files = {name: Upload(name, b"x") for name in "ab"}
    params = {"chat_id": 101, "media": media}
    _, body = api.call(api.bot.token, "sendMediaGroup", params, files)

    assert len({message["media_group_id"] for message in body["result"]}) == 1
    assert [seen.media for seen in api.person(101).reads()] == ["photo", "photo"]


def test_an_animation_counts_as_a_document_too(api: BotApi) -> None:
    params, upload = {"chat_id": 101}, Upload("a.gif", b"GIF", "image/gif")
    _, body = api.call(api.bot.token, "sendAnimation", params, {"animation": upload})

    assert body["result"]["animation"] == body["result"]["document"]
    edited = api.ask("editMessageCaption", chat_id=101, message_id=1, caption="neu")
    assert edited["caption"] == "neu"

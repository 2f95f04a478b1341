"""Telegram's HTML as the fake reads it, against what the real server is known to say."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.botapi.entities import Entity, Text, cleaned, detected, to_html
from tests.botapi.markup import parse_html
from tests.botapi.tags import MarkupError

STADIUM = "🏟 🏟"
TAGS = st.sampled_from(
    ["b", "/b", "i", "/i", 'a href="https://eisenach.de"', "/a", "x", "/", "pre"]
)
SOURCES = st.lists(
    st.one_of(st.text(max_size=8), TAGS.map(lambda tag: f"<{tag}>"), st.sampled_from("<>&=;'\"/ "))
).map("".join)
ENCODABLE = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("&#xDFDF;", "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"),
        (f"{STADIUM}&lt;<abacaba", "Unclosed start tag at byte offset 13"),
        (f"{STADIUM}&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
        (f"{STADIUM}&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
        (f"{STADIUM}&lt;<i    aba>", 'Can\'t find end tag corresponding to start tag "i"'),
        (f"{STADIUM}&lt;<i    aba", 'Unclosed start tag "i" at byte offset 13'),
        (f"{STADIUM}&lt;<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
        (f"{STADIUM}&lt;<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
        (f"{STADIUM}&lt;<i    aba  =  '&lt;&gt;&quot;>", "Unclosed start tag at byte offset 13"),
        (f"{STADIUM}&lt;</", "Unexpected end tag at byte offset 13"),
        (f"{STADIUM}&lt;<b></b></", "Unexpected end tag at byte offset 20"),
        (f"{STADIUM}&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
        (f"{STADIUM}&lt;<i>a</em   >", 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'),
        ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji emoji-id='x'>a</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("<tg-time unix='x'>a</tg-time>", "Invalid date specified"),
    ],
)  # fmt: skip
def test_broken_html_is_refused_in_telegrams_words(source: str, sentence: str) -> None:
    with pytest.raises(MarkupError) as refusal:
        parse_html(source)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("source", "plain", "entities"),
    [
        ("", "", []),
        ("&ge;&lt;&gt;&amp;&quot;&laquo;&#12345678;&", '&ge;<>&"&laquo;&#12345678;&', []),
        ("&#228;&#xe4;&#0;", "ää&#0;", []),
        ("ü<em>ü</em>", "üü", [("italic", 1, 1)]),
        ("<strong>a</>", "a", [("bold", 0, 1)]),
        ("<del>a</del><ins>b</ins>", "ab", [("strikethrough", 0, 1), ("underline", 1, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<span class = "tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        (f"{STADIUM}<i>🏟 &gt;<b x = y>&lt🏟</b></i>", f"{STADIUM}🏟 ><🏟", [("italic", 5, 7), ("bold", 9, 3)]),
        ("<b></b>", "", []),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote cite='' expandable>a</>", "a", [("expandable_blockquote", 0, 1)]),
        ("<pre><code>a</code></pre>", "a", [("pre", 0, 1), ("code", 0, 1)]),
        ("<code class='language-c'>a</code>", "a", [("code", 0, 1)]),
        ("<a href='localhost'>a</a>", "a", []),
        ("<a>nirgends</a>", "nirgends", []),
        ("<tg-time unix=1790000000>bald</tg-time>", "bald", [("date_time", 0, 4)]),
        ("<tg-emoji emoji-id='12'>👍</tg-emoji>", "👍", [("custom_emoji", 0, 2)]),
    ],
)  # fmt: skip
def test_html_becomes_text_and_entities(
    source: str, plain: str, entities: list[tuple[str, int, int]]
) -> None:
    text = parse_html(source)

    assert text.plain == plain
    assert [(each.type, each.offset, each.length) for each in text.entities] == entities


@pytest.mark.parametrize(
    ("source", "extra"),
    [
        ("<a href=eisenach.de>x</a>", {"url": "http://eisenach.de/"}),
        ("<a href='https://eisenach.de/?a&lt;b'>x</a>", {"url": "https://eisenach.de/?a<b"}),
        ("<a href='tg://resolve?domain=x'>x</a>", {"url": "tg://resolve?domain=x"}),
        ("<a>eisenach.de</a>", {"url": "http://eisenach.de/"}),
        ("<pre><code class='language-py'>x</code></pre>", {"language": "py"}),
        ("<code class='language-py'><pre>x</pre></code>", {"language": "py"}),
        ("<a href='tg://user?id=7'>x</a>", {"user": {"id": 7, "is_bot": False, "first_name": ""}}),
    ],
)
def test_some_entities_say_more(source: str, extra: dict[str, object]) -> None:
    (entity,) = parse_html(source).entities

    assert dict(entity.extra) == extra


@given(SOURCES)
def test_no_text_whatsoever_breaks_the_reader(source: str) -> None:
    try:
        text = parse_html(source)
    except MarkupError:
        return
    assert all(entity.length > 0 for entity in text.entities)


@given(ENCODABLE)
def test_escaped_text_comes_back_unchanged(text: str) -> None:
    assert parse_html(html.escape(text)).plain == text
    assert parse_html(html.escape(text, quote=False)) == Text(text)


@given(SOURCES)
def test_what_people_see_can_be_written_as_html_again(source: str) -> None:
    try:
        text = parse_html(source)
    except MarkupError:
        return
    assert parse_html(to_html(text)).plain == text.plain


def test_the_server_trims_texts_and_moves_the_marks() -> None:
    text = cleaned(parse_html("  \x07<b>Hallo </b>\n<i> </i>"))

    assert text == Text("Hallo", (Entity("bold", 0, 5),))
    assert cleaned(parse_html("a\r<b>b</b>\r\n")) == Text("ab", (Entity("bold", 1, 1),))


def test_the_server_finds_links_commands_and_names() -> None:
    text = detected(Text("/start @eisenach #bildung https://eisenach.de. vhs@eisenach.de"))

    kinds = [entity.type for entity in text.entities]
    assert kinds == ["bot_command", "mention", "hashtag", "url", "email"]
    assert text.entities[3].length == len("https://eisenach.de")


def test_nothing_is_found_inside_code() -> None:
    text = detected(parse_html("<code>/start</code> /hilfe"))

    assert [(entity.type, entity.offset) for entity in text.entities] == [
        ("code", 0),
        ("bot_command", 7),
    ]

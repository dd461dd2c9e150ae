"""Reading with a model: a real server on this machine, and what it can do well, badly, slowly and in anger."""

from __future__ import annotations

import importlib.util
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biopic.documents import Span
from biopic.errors import BiopicError, EndpointError, InputError, MissingExtraError
from biopic.ontology import load_vocabulary
from biopic.reading import dialogue
from biopic.reading.drafts import KINDS, Draft
from biopic.reading.gold import load_gold
from biopic.reading.grounding import FIELDS
from biopic.reading.model import (
    CONFIDENCE,
    Limits,
    Model,
    Refusal,
    Scribe,
    merge,
    pieces_of,
    read_with_model,
    stand_beside,
    statements_of,
)
from biopic.reading.prompt import EXAMPLES, GUIDE, describe

GOLD = Path(__file__).parent / "data" / "reading" / "first"
QUICK = Limits(timeout=5, retries=2, wait=0.01, longest_wait=2)
TEXT = (
    "“Tern” (1971), directed by Ida Beck, is about the pilot Noor Aziz.\n\n"
    "She was born in Harrow Bay on 2 June 1911. “I fly,” she said. She died that winter. Nobody saw Noor Aziz land.\n"
)

needs_extra = pytest.mark.skipif(
    importlib.util.find_spec("langextract") is None,
    reason="the extra is not installed: pip install 'biopic[model]'",
)
Act = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Hands each request to what the test says is to happen next; the last act is repeated."""

    server: Server

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.asked.append((self.path, self.headers, json.loads(self.rfile.read(length))))
        number = min(len(self.server.asked), len(self.server.acts)) - 1
        self.server.acts[number](self)

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers, {}))
        self.server.acts[-1](self)

    def reply(self, status: int, body: bytes | str, **headers: str) -> None:
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """A server of models on a free port of this machine."""

    daemon_threads, block_on_close = True, False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.acts: list[Act] = []
        self.asked: list[tuple[str, Message, dict[str, Any]]] = []
        self.over = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def model(self, provider: str = "openai", limits: Limits = QUICK) -> Model:
        return Model("lamp-7b", self.address + ("/v1" if provider == "openai" else ""), provider, limits)


def serving() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.over.set()
    made.shutdown()
    thread.join()
    made.server_close()


server = pytest.fixture(serving, name="server")
other = pytest.fixture(serving, name="other")


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own key gets into a test."""
    monkeypatch.delenv(dialogue.KEY, raising=False)


def item(
    kind: str, passage: str, subject: str = "", value: str = "", world: str = "life", **more: Any
) -> dict[str, Any]:
    return {
        kind: passage,
        f"{kind}_attributes": {"subject": subject, "value": value, "world": world, "denied": False, **more},
    }


GOOD = [
    item("film_year", "“Tern” (1971)", "Tern", "1971", "production"),
    item("director", "directed by Ida Beck", "Tern", "Ida Beck", "production"),
    item("occupation", "the pilot Noor Aziz", "Noor Aziz", "pilot"),
    item("birth_date", "born in Harrow Bay on 2 June 1911", "Noor Aziz", "1911-06-02"),
    item("birth_place", "born in Harrow Bay", "Noor Aziz", "Harrow Bay"),
    item("quotation", "I fly,", "Noor Aziz", "I fly,", speaker="Noor Aziz"),
]


def says(*items: Any) -> str:
    return json.dumps({"extractions": list(items)}, ensure_ascii=False)


def answers(text: str, status: int = 200) -> Act:
    """Return the act of a server that speaks both protocols and lets its model say `text`."""

    def act(handler: Handler) -> None:
        if handler.path == "/v1/chat/completions":
            choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
            body: dict[str, Any] = {"id": "1", "object": "chat.completion", "choices": [choice]}
        else:
            assert handler.path == "/api/generate"
            body = {"model": "lamp-7b", "response": text, "done": True}
        handler.reply(status, json.dumps(body), Content_Type="application/json")

    return act


def raw(status: int, body: bytes | str = b"", **headers: str) -> Act:
    return lambda handler: handler.reply(status, body, **headers)


def hang(handler: Handler) -> None:
    handler.server.over.wait(20)


def drip(handler: Handler) -> None:
    """Speak so slowly that no single wait is long, and never come to an end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.over.wait(0.1):
        handler.wfile.write(b"X-More: 1\r\n")
        handler.wfile.flush()


def drip_body(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not handler.server.over.wait(0.1):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def hang_up(handler: Handler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def cut_off(handler: Handler) -> None:
    handler.reply(200, '{"choices": [', Content_Length="5000")


# Well


@needs_extra
@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_good_answers_become_drafts(server: Server, provider: str) -> None:
    """At the very characters, with the model as reader and one confidence; the same answer gives the same again."""
    server.acts = [answers(says(*GOOD))]
    drafts, refused = read_with_model(TEXT, server.model(provider))
    assert refused == []
    assert [(d.kind, TEXT[d.span.start : d.span.end], d.value) for d in drafts] == [
        ("film_year", "“Tern” (1971)", "1971"),
        ("director", "directed by Ida Beck", "Ida Beck"),
        ("occupation", "the pilot Noor Aziz", "pilot"),
        ("birth_place", "born in Harrow Bay", "Harrow Bay"),
        ("birth_date", "born in Harrow Bay on 2 June 1911", "1911-06-02"),
        ("quotation", "I fly,", "I fly,"),
    ]
    assert {(d.reader, d.confidence) for d in drafts} == {("model lamp-7b", CONFIDENCE)}
    assert dict(drafts[4].fields) == {"precision": "day"}
    assert read_with_model(TEXT, server.model(provider)) == (drafts, refused)


@needs_extra
def test_order_of_the_answer_does_not_matter_to_the_order_of_the_drafts(server: Server) -> None:
    """Drafts stand in the order of the text."""
    server.acts = [answers(says(*GOOD)), answers(says(*GOOD[::-1]))]
    assert read_with_model(TEXT, server.model())[0] == read_with_model(TEXT, server.model())[0]


@needs_extra
@pytest.mark.parametrize(
    "wrapped",
    [
        "<think>[so many kinds]</think>\n```json\n{}\n```",
        "Here you are:\n{}\nI hope this helps.",
    ],
)
def test_talk_around_an_answer_is_passed_over(server: Server, wrapped: str) -> None:
    """Thoughts, fences and courtesy."""
    server.acts = [answers(wrapped.replace("{}", says(*GOOD)))]
    assert len(read_with_model(TEXT, server.model())[0]) == len(GOOD)


@needs_extra
def test_nothing_found_is_no_fault(server: Server) -> None:
    """An empty list is an answer; an empty text is not even asked about."""
    server.acts = [answers(says())]
    assert read_with_model(TEXT, server.model()) == ([], [])
    for text in ("", " \n\t", "…\x00\n"):
        assert read_with_model(text, server.model()) == ([], [])
    assert len(server.asked) == 1


@needs_extra
def test_request_has_prompt_model_and_key(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the words of each protocol; the key comes from our variable only."""
    monkeypatch.setenv("OPENAI_API_KEY", "not-this-one")
    monkeypatch.setenv(dialogue.KEY, "this-one")
    server.acts = [answers(says())]
    read_with_model(TEXT, server.model("openai"))
    read_with_model(TEXT, server.model("ollama"))
    (_, head, chat), (_, _, generate) = server.asked
    assert head["Authorization"] == "Bearer this-one" and "not-this-one" not in str(head)
    assert chat["model"] == generate["model"] == "lamp-7b" and generate["stream"] is False
    assert TEXT in generate["prompt"] and chat["messages"][-1]["content"] == generate["prompt"]
    assert chat["temperature"] == generate["options"]["temperature"] == 0


@needs_extra
def test_long_texts_are_read_piece_by_piece(server: Server) -> None:
    """Offsets are those of the whole text; a piece goes along with what names need."""
    text = (
        TEXT
        + "".join(f"\nHouse {n} stands by the sea, and nobody knows who built it.\n" for n in range(200))
        + "\n"
        + TEXT
    )
    server.acts = [answers(says(GOOD[1], GOOD[4]))]
    told: list[tuple[int, int]] = []
    drafts, refused = read_with_model(text, server.model(), told=lambda done, of: told.append((done, of)))
    pieces = list(pieces_of(text, QUICK.chunk))
    assert len(server.asked) == len(pieces) > 2 and told[-1] == (len(pieces), len(pieces))
    assert [text[d.span.start : d.span.end] for d in drafts] == [next(iter(g.values())) for g in (GOOD[1], GOOD[4])] * 2
    assert len(refused) == 2 * (len(pieces) - 2)
    assert "the text begins" in server.asked[1][2]["messages"][-1]["content"]


@needs_extra
def test_same_passage_may_state_several_facts_and_a_fact_may_stand_twice(server: Server) -> None:
    """Different facts share a place; the same fact goes on to the next."""
    text = "Noor Aziz, pilot and poet. Later: Noor Aziz, pilot and poet."
    both = [item("occupation", "Noor Aziz, pilot and poet", "Noor Aziz", value) for value in ("pilot", "poet")]
    server.acts = [answers(says(*both, *both))]
    drafts, refused = read_with_model(text, server.model())
    assert refused == []
    assert [(d.span.start, d.value) for d in drafts] == [(0, "pilot"), (0, "poet"), (34, "pilot"), (34, "poet")]


def test_prompt_is_made_from_the_kinds_and_the_ontology() -> None:
    """Every kind with what the ontology says; every kind has a guide, rules for its fields, and an example."""
    text = describe(load_vocabulary())
    assert set(GUIDE) == set(FIELDS) == set(KINDS) == {sample.kind for _, samples in EXAMPLES for sample in samples}
    for kind, further in KINDS.items():
        line = next(line for line in text.splitlines() if line.startswith(f"- {kind}: "))
        assert all(f"{name} = " in line for name in further if name != "precision")
        assert set(FIELDS[kind]) - {"subject", "value"} == set(further) - {"precision"}
    assert "The person plays the character." in text and "mother or father" in text


@needs_extra
def test_examples_keep_the_rules_that_they_teach() -> None:
    """Each of their statements would be taken."""
    for text, samples in EXAMPLES:
        scribe = Scribe(text, Model("m", "http://127.0.0.1:1"))
        scribe.take(
            says(*({s.kind: s.passage, f"{s.kind}_attributes": s.attributes} for s in samples)), Span(0, len(text))
        )
        drafts, refused = scribe.result()
        assert refused == [] and len(drafts) == len(samples)


@needs_extra
def test_a_perfect_model_loses_next_to_nothing() -> None:
    """What careful readers found in texts, said by a model, is taken at its place."""
    taken = all_of_it = 0
    for path in sorted(GOLD.glob("*.gold.jsonl")):
        text = path.with_name(path.name.replace(".gold.jsonl", ".txt")).read_text(encoding="utf-8")
        scribe, gold = Scribe(text, Model("m", "http://127.0.0.1:1")), load_gold(path, text)
        for piece in pieces_of(text, Limits().chunk):
            inside = sorted((d for d in gold if piece.holds(d.span)), key=lambda d: (d.span.start, d.span.end))
            scribe.take(says(*(as_item(d, text) for d in inside)), piece)
        found = {(d.kind, d.span) for d in scribe.result()[0]}
        there = {(d.kind, d.span) for d in gold}
        taken, all_of_it = taken + len(found & there), all_of_it + len(there)
    assert taken >= 0.97 * all_of_it > 0


def as_item(draft: Draft, text: str) -> dict[str, Any]:
    more = {name: list(value) if isinstance(value, tuple) else value for name, value in draft.fields}
    passage = text[draft.span.start : draft.span.end]
    return item(draft.kind, passage, draft.subject, draft.value, draft.world, **more | {"denied": draft.denied})


# Badly

BAD: dict[str, tuple[Any, str]] = {
    "passage that is not there": (item("alias", "known as Kestrel", "Noor Aziz", "Kestrel"), "the passage is not in this piece"),
    "passage put in other words": (item("birth_place", "born at Harrow Bay", "Noor Aziz", "Harrow Bay"), "the passage is not in"),
    "passage in other capitals": (item("occupation", "The Pilot Noor Aziz", "Noor Aziz", "pilot"), "the passage is not in"),
    "passage cut out of a word": (item("birth_place", "rrow Bay", "Noor Aziz", "Harrow Bay"), "langextract finds no place"),
    "no passage": (item("alias", "", "Noor Aziz", "Noor"), "there is no passage"),
    "passage that is no text": ({"alias": ["Noor"], "alias_attributes": {"subject": "Noor Aziz"}}, "there is no passage"),
    "wrong kind": (item("plane", "pilot", "Noor Aziz", "pilot"), "'plane' is no kind"),
    "no kind": ("Noor Aziz", "'' is no kind"),
    "no attributes": ({"occupation": "the pilot Noor Aziz"}, "subject, value and world are missing"),
    "attributes in a list": ({"occupation": "pilot", "occupation_attributes": ["pilot"]}, "are missing"),
    "no subject": (item("occupation", "the pilot Noor Aziz", "", "pilot"), "subject is missing"),
    "no value": (item("occupation", "the pilot Noor Aziz", "Noor Aziz"), "value is missing"),
    "no world": (item("occupation", "the pilot Noor Aziz", "Noor Aziz", "pilot", ""), "'' is none of story"),
    "wrong world": (item("occupation", "the pilot Noor Aziz", "Noor Aziz", "pilot", "dream"), "'dream' is none of"),
    "no relation": (item("kinship", "Nobody saw Noor Aziz", "Noor Aziz", "Ida Beck"), "relation is missing"),
    "wrong relation": (item("kinship", "saw Noor Aziz", "Noor Aziz", "Ida Beck", relation="boss"), "'boss' is none of mother"),
    "somebody from elsewhere": (item("director", "directed by Ida Beck", "Tern", "Orson Welles"), "'Orson Welles' is not in the text"),
    "half a word": (item("director", "directed by Ida Beck", "Tern", "Ida Be"), "'Ida Be' is not in the text"),
    "date from elsewhere": (item("death_date", "She died that winter", "Noor Aziz", "1944-01-03"), "no time in the text gives"),
    "another time's date": (item("birth_date", "born in Harrow Bay on 2 June 1911", "Noor Aziz", "1971"), "no time in the text gives 1971"),
    "no date": (item("birth_date", "on 2 June 1911", "Noor Aziz", "2 June 1911"), "is no date in EDTF"),
    "age from elsewhere": (item("age_at_death", "She died that winter", "Noor Aziz", "31"), "the passage does not say '31'"),
    "words in no marks": (item("quotation", "She died", "Noor Aziz", "She died"), "does not begin behind a quotation mark"),
    "words not the passage's": (item("quotation", "I fly,", "Noor Aziz", "I fly"), "not the passage's, to the character"),
    "value out of its passage": (item("trait", "She was born", "Noor Aziz", "pilot", "story"), "'pilot' is not in the passage"),
    "half a character": (item("alias", "Noor Aziz", "Noor Aziz", "\ud800"), "is not in the passage"),
    "value that is a list": (item("alias", "Noor Aziz", "Noor Aziz", ["Noor"]), "value is no text"),  # type: ignore[arg-type]
    "denied or not": (item("alias", "Noor Aziz", "Noor Aziz", "Noor", denied="perhaps"), "denied is neither true nor false"),
    "noise that is everything": (item("noise", TEXT.strip(), "", "advertisement"), "half of a text and more"),
    "noise of no kind": (item("noise", "She died that winter.", "", "sadness"), "'sadness' is none of advertisement"),
}  # fmt: skip


@needs_extra
@pytest.mark.parametrize("case", BAD)
def test_what_the_text_does_not_bear_out_is_refused(server: Server, case: str) -> None:
    """With its reason, as one line of a ledger; what stands beside it is taken."""
    bad, why = BAD[case]
    server.acts = [answers(json.dumps({"extractions": [GOOD[1], bad, GOOD[5]]}))]
    drafts, refused = read_with_model(TEXT, server.model())
    assert [d.kind for d in drafts] == ["director", "quotation"]
    assert [r.unread for r in refused] == [False] and why in refused[0].why
    line = refused[0].to_json()
    assert "\n" not in line and json.loads(line.encode("utf-8"))["reader"] == "model lamp-7b"


@needs_extra
def test_long_passages_state_no_one_fact(server: Server) -> None:
    """Unless their kind is a stretch of text."""
    text = "Noor Aziz, pilot. " + "The sea went on and on. " * 30
    server.acts = [answers(says(item("occupation", text.strip(), "Noor Aziz", "pilot")))]
    drafts, refused = read_with_model(text, server.model())
    assert drafts == [] and "states no one fact" in refused[0].why


@needs_extra
def test_nothing_stands_inside_noise(server: Server) -> None:
    """A fact inside what the model itself calls noise is refused."""
    noise = item("noise", "Nobody saw Noor Aziz land.", "", "teaser", "production")
    server.acts = [answers(says(GOOD[0], item("alias", "saw Noor Aziz", "Noor Aziz", "Noor"), noise))]
    drafts, refused = read_with_model(TEXT, server.model())
    assert [d.kind for d in drafts] == ["film_year", "noise"] and ["noise" in r.why for r in refused] == [True]


@needs_extra
def test_half_an_answer_is_half_taken(server: Server) -> None:
    """What was whole counts; that the rest is unread is said."""
    server.acts = [answers(says(*GOOD)[:-60])]
    drafts, refused = read_with_model(TEXT, server.model())
    assert len(drafts) == len(GOOD) - 1
    assert [(r.why, r.unread, r.span) for r in refused] == [
        ("the answer breaks off behind statement 5", True, Span(0, len(TEXT)))
    ]


@needs_extra
def test_a_model_that_fails_on_the_way_loses_nothing(server: Server) -> None:
    """What it said before counts; from where it failed the text is unread."""
    text = TEXT + "\nThe sea is wide.\n" * 400
    server.acts = [answers(says(*GOOD)), raw(500, "out of memory")]
    drafts, refused = read_with_model(text, server.model())
    assert len(drafts) == len(GOOD) and len(refused) == 1
    assert refused[0].unread and "fails (500: out of memory), 3 times" in refused[0].why
    assert refused[0].span == Span(list(pieces_of(text, QUICK.chunk))[1].start, len(text))


@needs_extra
def test_one_piece_of_nonsense_does_not_spoil_the_others(server: Server) -> None:
    """It is unread; the others count."""
    text = TEXT + "\nThe sea is wide.\n" * 300 + TEXT
    server.acts = [answers("I am a lamp."), answers(says(*GOOD))]
    drafts, refused = read_with_model(text, server.model())
    assert refused[0].unread and "no list of statements" in refused[0].why and drafts


# In anger

WRONG: dict[str, tuple[Act, str, int]] = {
    "HTML": (raw(200, "<html><h1>Log in</h1></html>"), "another form than its protocol's: an HTML page", 1),
    "half an envelope": (raw(200, '{"choices": [{"mess'), "another form than its protocol's", 1),
    "another envelope": (raw(200, '{"choices": []}'), "another form than its protocol's", 1),
    "deep nesting": (raw(200, "[" * 40_000), "another form than its protocol's", 1),
    "no text": (raw(200, '{"choices": [{"message": {"content": {"a": 1}}}]}'), "something that is no text", 1),
    "no UTF-8": (raw(200, b"\xff\xfe\x00"), "another form than its protocol's", 1),
    "nothing": (raw(200), "another form than its protocol's", 1),
    "nonsense": (answers("The moon is a lamp."), "says nothing that can be used (the answer is no list", 1),
    "silence": (answers(""), "says nothing that can be used", 1),
    "declined": (raw(200, '{"choices": [{"message": {"content": null, "refusal": "I would rather not."}}]}'), "nothing that can be used", 1),
    "too much": (raw(200, b"x" * 60_000), "answers with more than 50000 bytes", 1),
    "500": (raw(500, '{"error": {"message": "out of memory"}}'), "fails (500: out of memory), 3 times; look at the server", 3),
    "503 in HTML": (raw(503, "<html>"), "fails (503: an HTML page), 3 times", 3),
    "429": (raw(429), "takes no more requests now (429), 3 times", 3),
    "429 for an hour": (raw(429, Retry_After="3600"), "takes no more requests now (429) and asks to wait 3600 s", 1),
    "401": (raw(401, '{"error": "wrong key"}'), "refuses us (401: wrong key); set BIOPIC_MODEL_KEY", 1),
    "404": (raw(404, '{"error": "model lamp-7b not found"}'), "(404: model lamp-7b not found); check --model lamp-7b", 1),
    "400": (raw(400, '{"error": {"message": "no"}}'), "does not take the request (400: no)", 2),
    "hang-up": (hang_up, "breaks off the connection", 3),
    "cut off": (cut_off, "breaks off in the middle of its answer", 3),
    "no HTTP": (lambda handler: handler.wfile.write(b"\x00\x01lamp\r\n\r\n") and None, "breaks off the connection", 3),
}  # fmt: skip


@needs_extra
@pytest.mark.parametrize("case", WRONG)
def test_whatever_goes_wrong_is_one_line(server: Server, case: str) -> None:
    """That says what, where and what to do, after as many attempts as make sense."""
    act, what, attempts = WRONG[case]
    server.acts = [act]
    with pytest.raises(EndpointError) as caught:
        read_with_model(TEXT, server.model(limits=replace(QUICK, answer=50_000)))
    line = str(caught.value)
    assert what in line and server.address in line and "; " in line and "\n" not in line and len(line) < 500
    assert len(server.asked) == attempts


@needs_extra
@pytest.mark.parametrize("act", [hang, drip, drip_body])
@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_slow_servers_have_a_whole_time(server: Server, act: Act, provider: str) -> None:
    """Whether nothing comes or a little now and then; each attempt has its own time."""
    server.acts = [act]
    begun = time.monotonic()
    with pytest.raises(EndpointError, match=r"gives no answer within 0\.4 s, 2 times"):
        read_with_model(TEXT, server.model(provider, Limits(timeout=0.4, retries=1, wait=0.01)))
    assert 0.7 < time.monotonic() - begun < 5 and len(server.asked) == 2


@needs_extra
def test_server_that_is_away_is_said_at_once(server: Server) -> None:
    """Refused connections and unknown hosts are not tried again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EndpointError, match="connection refused"):
        read_with_model(TEXT, Model("m", f"http://127.0.0.1:{port}", "ollama", QUICK))
    with pytest.raises(EndpointError, match="no such host"):
        read_with_model(TEXT, Model("m", "http://no-such-host.invalid/v1", "openai", QUICK))
    with pytest.raises(EndpointError, match=r"cannot be trusted|breaks off"):
        read_with_model(TEXT, Model("m", server.address.replace("http", "https"), "ollama", QUICK))


@needs_extra
def test_retry_after_is_kept(server: Server) -> None:
    """A server that asks for a second gets it, and then its turn."""
    server.acts = [raw(429, Retry_After="1"), raw(503, "busy"), answers(says(*GOOD))]
    begun = time.monotonic()
    assert len(read_with_model(TEXT, server.model())[0]) == len(GOOD)
    assert time.monotonic() - begun >= 1 and len(server.asked) == 3


def test_waits_grow_and_have_an_end() -> None:
    """Twice as long each time."""
    waits: list[float] = []
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        model = Model(
            "m",
            f"http://127.0.0.1:{deaf.getsockname()[1]}",
            "ollama",
            Limits(timeout=0.05, retries=4, wait=2, longest_wait=9),
        )
        with pytest.raises(EndpointError, match="5 times"):
            dialogue.Conversation(model, waits.append).ask("?")
    assert waits == [2, 4, 8, 9]


@needs_extra
def test_settings_that_a_server_does_not_know_are_left_out(server: Server) -> None:
    """Once it has said so, for the rest of the text as well."""
    text = TEXT + "\nThe sea is wide.\n" * 300
    server.acts = [raw(400, '{"error": {"message": "Unsupported value: temperature"}}'), answers(says(*GOOD))]
    assert len(read_with_model(text, server.model())[0]) == len(GOOD)
    assert [set(said) - {"model", "messages"} for _, _, said in server.asked][1:] == [set()] * (len(server.asked) - 1)


@needs_extra
def test_redirects_are_not_followed(server: Server, other: Server) -> None:
    """Not even the key's first letter goes to another host."""
    other.acts = [answers(says(*GOOD))]
    place = other.address.replace("127.0.0.1", "localhost") + "/v1/chat/completions"
    for status in (301, 302, 303, 307, 308):
        server.acts = [raw(status, Location=place)]
        with pytest.raises(EndpointError, match=r"sends us on to localhost:\d+, where we do not go"):
            read_with_model(TEXT, server.model())
    assert other.asked == []


@needs_extra
@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
def test_proxies_of_the_environment_see_nothing(
    server: Server, other: Server, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user named one address."""
    monkeypatch.setenv(name, other.address)
    server.acts = [answers(says(*GOOD))]
    assert len(read_with_model(TEXT, server.model())[0]) == len(GOOD)
    assert other.asked == [] and len(server.asked) == 1


@needs_extra
def test_key_is_never_repeated(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where the server does."""
    monkeypatch.setenv(dialogue.KEY, "secret-4711")
    server.acts = [raw(401, '{"error": {"message": "Incorrect API key provided: secret-4711"}}')]
    with pytest.raises(EndpointError, match="key provided: …") as caught:
        read_with_model(TEXT, server.model())
    assert "4711" not in str(caught.value)
    monkeypatch.setenv(dialogue.KEY, "two\nlines-4711")
    with pytest.raises(InputError, match="no key has") as wrong:
        read_with_model(TEXT, server.model())
    assert "4711" not in str(wrong.value)


AUDIT = """
import json, sys
seen = []
names = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "subprocess.Popen", "os.system")
sys.addaudithook(lambda event, args: seen.append([event, str(args[1] if event == "socket.connect" else args[0])]) if event in names else None)
from biopic.reading.model import Model, read_with_model
assert "langextract" not in sys.modules
drafts, _ = read_with_model(sys.argv[2], Model("lamp-7b", sys.argv[1], "ollama"))
print(json.dumps([len(drafts), seen]))
"""


@needs_extra
def test_no_other_address_is_spoken_to(server: Server) -> None:
    """By nothing in the process, from the first import on; langextract is imported only when it is needed."""
    server.acts = [answers(says(*GOOD))]
    done = subprocess.run(
        [sys.executable, "-c", AUDIT, server.address, TEXT],
        capture_output=True, text=True, check=False, env=os.environ | {"NO_PROXY": ""},
    )  # fmt: skip
    assert done.stderr == "" and done.returncode == 0
    drafts, seen = json.loads(done.stdout)
    port = server.server_address[1]
    assert drafts == len(GOOD) and seen == [
        ["socket.getaddrinfo", "127.0.0.1"],
        ["socket.connect", str(("127.0.0.1", port))],
    ]


# What the user names


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("", "begins with neither"),
        ("127.0.0.1:11434", "begins with neither"),
        ("ftp://127.0.0.1", "begins with neither"),
        ("file:///etc/passwd", "begins with neither"),
        ("http://", "begins with neither"),
        ("http://me:secret@host/v1", "holds a password"),
        ("http://host/v1?key=secret", "goes on behind"),
        ("http://host:lamp", "is none"),
        ("http://host/v 1", "characters that no address has"),
        ("http://h\u00f6st/v1", "characters that no address has"),
    ],
)
def test_addresses_are_checked_before_anything_is_sent(address: str, what: str) -> None:
    """And a password in one is not repeated."""
    with pytest.raises(InputError, match=what) as caught:
        Model("m", address)
    assert "secret" not in str(caught.value)


def test_name_and_protocol_are_checked() -> None:
    """Both are named on the command line."""
    for name, provider in (("", "openai"), ("a\nb", "openai"), ("m", "gemini")):
        with pytest.raises(InputError):
            Model(name, "http://127.0.0.1", provider)


def test_missing_extra_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line; and all else of the module works without."""
    monkeypatch.setitem(sys.modules, "langextract", None)
    with pytest.raises(MissingExtraError) as caught:
        read_with_model(TEXT, Model("m", "http://127.0.0.1:1"))
    assert str(caught.value) == "reading with a model needs langextract; run: pip install 'biopic[model]'"


# Whatever comes


@needs_extra
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_answer_breaks_the_reading(data: st.DataObject) -> None:
    """Each draft slices to its passage, each refusal is one line of JSON, and nothing is raised."""
    value = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8) | st.sampled_from(["Noor Aziz", "pilot", "1911", "life", "I fly,"]),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["subject", "value", "world", "denied", "participants", "speaker"]), inner, max_size=6),
        max_leaves=8,
    )  # fmt: skip
    passage = st.integers(0, len(TEXT)).flatmap(
        lambda a: st.integers(a, min(len(TEXT), a + 60)).map(lambda b: TEXT[a:b])
    ) | st.text(max_size=9)
    made = st.sampled_from([*KINDS, "plane"]).flatmap(
        lambda kind: st.fixed_dictionaries({kind: passage, f"{kind}_attributes": value})
    )
    answer = json.dumps({"extractions": data.draw(st.lists(made | value, max_size=8))})
    cut = data.draw(st.integers(0, len(answer)))
    scribe = Scribe(TEXT, Model("m", "http://127.0.0.1:1"))
    for said in (answer, answer[:cut], data.draw(st.text(max_size=40))):
        scribe.take(said, Span(0, len(TEXT)))
    drafts, refused = scribe.result()
    for draft in drafts:
        assert 0 <= draft.span.start < draft.span.end <= len(TEXT) and json.loads(draft.to_json().encode("utf-8"))
        assert draft.kind != "quotation" or TEXT[draft.span.start : draft.span.end] == draft.value
    assert all("\n" not in r.to_json() and r.to_json().encode("utf-8") for r in refused)


@pytest.mark.parametrize(
    "answer",
    ["[" * 900_000, "<think>" * 100_000, '"extractions"' + " " * 900_000, "[" + "{}," * 300_000, '[{"a":' * 150_000],
)
def test_bombs_are_defused(answer: str) -> None:
    """In a moment."""
    begun = time.monotonic()
    statements, complaint = statements_of(answer)
    assert complaint and len(statements) <= 400 and time.monotonic() - begun < 5


@needs_extra
def test_answers_that_cost_too_much_to_place_come_to_an_end() -> None:
    """Overlapping passages by the hundred are refused in the end, not looked for without end."""
    words = ["the", "lamp", "of", "the", "sea", "and", "the", "land"] * 90
    text = " ".join(words)
    nested = [
        item("departure", " ".join(words[n : len(words) - n]), film_side="lamp", life_side="sea") for n in range(300)
    ]
    scribe = Scribe(text, Model("m", "http://127.0.0.1:1"))
    begun = time.monotonic()
    scribe.take(says(*nested), Span(0, len(text)))
    drafts, refused = scribe.result()
    assert len(drafts) + len(refused) == 300 and time.monotonic() - begun < 60


# Beside the rules

RULE = Draft(
    "birth_date", "Noor Aziz", "1911-06-02", Span(84, 95), "life", 0.9, "dates", fields=(("precision", "day"),)
)
MODEL = replace(RULE, span=Span(68, 95), confidence=CONFIDENCE, reader="model m")


def test_fact_of_both_is_one_draft() -> None:
    """With the higher confidence, both readers, and the rule's passage; merging again changes nothing."""
    both = merge([RULE], [MODEL])
    assert both == [replace(RULE, reader="dates + model m")]
    assert merge(both, [MODEL]) == both
    assert merge([replace(RULE, confidence=0.3)], [MODEL])[0].confidence == CONFIDENCE


@pytest.mark.parametrize(
    "change",
    [{"value": "1911"}, {"subject": "Ida Beck"}, {"denied": True}, {"span": Span(200, 210)}, {"kind": "death_date"}],
)
def test_other_facts_stay_apart(change: dict[str, Any]) -> None:
    """Another value, subject, polarity, place or kind is another fact."""
    assert len(merge([RULE], [replace(MODEL, **change)])) == 2


def test_fields_fill_up_and_contradictions_stay_apart() -> None:
    """What a rule left empty the model may say; what it says otherwise is a draft of its own."""
    rule = Draft("portrayal", "Mo Lind", "Noor", Span(0, 9), "production", 0.9, "cast")
    model = replace(rule, confidence=CONFIDENCE, reader="model m", fields=(("film", "Tern"),))
    assert merge([rule], [model])[0].fields == (("film", "Tern"),)
    assert len(merge([replace(rule, fields=(("film", "Gull"),))], [model])) == 2


def test_what_one_calls_noise_holds_nothing_of_the_other() -> None:
    """The rules decide, and the model's draft is refused with the reason."""
    noise = Draft("noise", "", "teaser", Span(60, 100), "production", 0.8, "noise")
    assert merge([noise], [MODEL]) == [noise]
    kept, refused = stand_beside([noise], [MODEL])
    assert kept == [] and [type(r) for r in refused] == [Refusal] and "noise" in refused[0].why
    assert merge([RULE], [replace(noise, reader="model m")]) == [RULE]


def test_every_error_is_one_of_ours() -> None:
    """So that the command line prints it as one line."""
    assert issubclass(EndpointError, BiopicError) and issubclass(MissingExtraError, BiopicError)


@needs_extra
def test_command_line_reads_with_a_model_beside_the_rules(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What only the model finds has its name as reader; what it cannot show in the text is counted, and told."""
    from biopic.cli import main

    path = tmp_path / "tern.txt"
    path.write_text(TEXT, encoding="utf-8")
    server.acts = [
        answers(
            says(
                item("occupation", "the pilot Noor Aziz", "Noor Aziz", "pilot"),
                item("alias", "not there", "Noor Aziz", "Gull"),
            )
        )
    ]
    address = server.address + "/v1"
    assert main(["read", str(path), "--format", "jsonl", "--model", "lamp-7b", "--model-address", address]) == 0
    shown = capsys.readouterr()
    readers = [json.loads(line)["reader"] for line in shown.out.splitlines()]
    assert any("model lamp-7b" in reader for reader in readers)
    assert any(not reader.startswith("model") for reader in readers)
    assert "1 of the model's answers refused" in shown.err


def test_model_and_address_go_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One without the other is one clear line."""
    from biopic.cli import main

    path = tmp_path / "tern.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["read", str(path), "--model", "lamp-7b"]) == 2
    assert "--model and --model-address go together" in capsys.readouterr().err

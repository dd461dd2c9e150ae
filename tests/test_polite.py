"""Asking services politely: who asks, how often, how long it waits, what it keeps, and what it says when a service is away."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from twin import faults
from twin.front import Front

from biopic.client import Clock
from biopic.errors import BiopicError, EndpointError, InputError
from biopic.linking.cache import Cache
from biopic.linking.endpoint import Endpoint
from biopic.linking.polite import Polite
from biopic.sparql import Table

QUERY = "SELECT ?label WHERE { <http://www.wikidata.org/entity/Q929647> <http://www.w3.org/2000/01/rdf-schema#label> ?label . FILTER(LANG(?label) = 'en') }"


class FakeTime:
    """A clock that nobody has to wait for."""

    def __init__(self) -> None:
        self.now, self.slept = 1000.0, list[float]()
        self.clock = Clock(lambda: self.now, self.sleep, self.moment)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def moment(self) -> datetime.datetime:
        return datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=self.now - 1000.0)


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def polite(time: FakeTime, tmp_path: Path) -> Polite:
    return Polite("me@example.org", Cache(tmp_path / "cache"), timeout=0.5, clock=time.clock)


def asked(front: Front, polite: Polite) -> list[str]:
    found = Endpoint(front.sparql, polite).run(QUERY)
    assert isinstance(found, Table)
    return [str(row[0].value) for row in found.rows if row[0]]


def test_request_says_who_asks(twin: Front, polite: Polite) -> None:
    """The program, the contact and the library; by POST, for JSON."""
    assert asked(twin, polite) == ["Mask"]
    (request,) = twin.asked("/sparql")
    assert request.method == "POST"
    program, contact, library = request.headers["user-agent"].split(" ")
    assert program.startswith("biopic/") and contact == "(me@example.org)" and library.startswith("urllib3/")
    assert "application/sparql-results+json" in request.headers["accept"]


@pytest.mark.parametrize("url", ["https://query.wikidata.org/sparql", "http://192.0.2.1/"])
def test_service_elsewhere_needs_a_contact(url: str) -> None:
    """And is not asked without one."""
    with pytest.raises(InputError, match=r"wants to know who asks; give a mail or web address of yours with --contact"):
        Endpoint(url, Polite()).run(QUERY)


@pytest.mark.parametrize("url", ["ftp://example.org", "file:///etc/passwd", "nothing", "http://"])
def test_only_web_addresses_are_asked(url: str) -> None:
    """Whatever the user typed."""
    with pytest.raises(EndpointError, match="no http address"):
        Endpoint(url, Polite("me@example.org")).run(QUERY)


def test_contact_puts_nothing_into_the_request() -> None:
    """No header of its own."""
    with pytest.raises(InputError, match="the contact cannot be sent"):
        Endpoint("https://example.org/sparql", Polite("me\r\nX-Other: 1")).run(QUERY)


@pytest.mark.parametrize(
    ("fault", "least", "most"),
    [
        (faults.too_many(7), 7, 7),
        (faults.too_many_until(30), 27, 31),
        (faults.too_many(None), 1, 1),
        (faults.unavailable(3), 3, 3),
        (faults.unavailable(), 1, 1),
        (faults.maxlag(5), 5, 5),
        (faults.cut, 1, 1),
        (faults.hang_up, 1, 1),
        (faults.slow(1.5), 1, 1),
        (faults.page(), 1, 1),
        (faults.other_kind(), 1, 1),
    ],
)
def test_passing_fault_is_waited_for(
    fault: faults.Fault, least: float, most: float, twin: Front, polite: Polite, time: FakeTime
) -> None:
    """As long as the service says, else a second; then it is asked again, and the answer is right."""
    twin.fail(fault)
    assert asked(twin, polite) == ["Mask"]
    assert len(twin.asked()) == 2
    assert len(time.slept) == 1 and least <= time.slept[0] <= most


def test_waits_grow_and_end(twin: Front, polite: Polite, time: FakeTime) -> None:
    """After five tries it gives up in one line."""
    twin.fail(*[faults.unavailable()] * 5)
    with pytest.raises(
        EndpointError, match=r"does not answer \(HTTP 503 Service Unavailable, 5 times\); try again later"
    ):
        asked(twin, polite)
    assert time.slept == [1, 2, 4, 8]


def test_who_is_told_to_wait_for_hours_does_not(twin: Front, polite: Polite, time: FakeTime) -> None:
    """It says so, and ends."""
    twin.fail(faults.too_many(7200))
    with pytest.raises(EndpointError, match="asks to wait 7200 seconds; come back then"):
        asked(twin, polite)
    assert time.slept == []


@pytest.mark.parametrize(("status", "says"), [(403, "refuses us"), (400, "HTTP 400"), (404, "HTTP 404")])
def test_refusal_is_not_asked_again(status: int, says: str, twin: Front, polite: Polite) -> None:
    """One request, one line."""
    twin.fail(faults.page(status))
    with pytest.raises(EndpointError, match=says) as raised:
        asked(twin, polite)
    assert len(twin.asked()) == 1 and "\n" not in str(raised.value)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_is_followed_to_another_address(status: int, twin: Front, polite: Polite) -> None:
    """Not even on the same machine."""
    twin.fail(faults.elsewhere("http://127.0.0.1:9/sparql", status))
    with pytest.raises(EndpointError, match=r"sends elsewhere, to http://127\.0\.0\.1:9/sparql"):
        asked(twin, polite)
    assert len(twin.asked()) == 1


def test_redirect_on_the_same_host_is_followed(twin: Front, polite: Polite) -> None:
    """With the same request."""
    twin.fail(faults.elsewhere("/sparql", 307))
    assert asked(twin, polite) == ["Mask"]


def test_redirects_come_to_an_end(twin: Front, polite: Polite) -> None:
    """A service that sends us round and round is left."""
    twin.fail(*[faults.elsewhere("/sparql", 307)] * 9)
    with pytest.raises(EndpointError, match="from one address to the next"):
        asked(twin, polite)
    assert len(twin.asked()) < 9


def test_proxy_of_the_environment_is_not_used(twin: Front, polite: Polite, monkeypatch: pytest.MonkeyPatch) -> None:
    """No address but the one that was named is asked."""
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert asked(twin, polite) == ["Mask"]


def test_endless_answer_is_cut_off(twin: Front, polite: Polite) -> None:
    """At the bound."""
    twin.fail(faults.other_kind(body=b"x" * 5000))
    polite.most_bytes = 1000
    with pytest.raises(EndpointError, match="longer than 1000 bytes"):
        asked(twin, polite)


def test_requests_a_minute_are_bounded(twin: Front, time: FakeTime) -> None:
    """The third of two a minute waits until the first is a minute ago."""
    polite = Polite(per_minute=2, clock=time.clock)
    for _ in range(5):
        asked(twin, polite)
    assert time.slept == [60.0, 60.0]


def test_answer_is_kept_and_not_asked_for_again(twin: Front, polite: Polite, tmp_path: Path, time: FakeTime) -> None:
    """By another run as well; with its date in the file."""
    asked(twin, polite)
    later = Polite(cache=Cache(tmp_path / "cache"), clock=time.clock)
    assert asked(twin, later) == ["Mask"]
    assert (later.asked, later.known, len(twin.asked())) == (0, 1, 1)
    (kept,) = (tmp_path / "cache").glob("*/*")
    assert b'"on": "20' in kept.read_bytes()


def test_fault_is_never_kept(twin: Front, polite: Polite, tmp_path: Path) -> None:
    """Only answers that could be read are."""
    twin.fail(*[faults.page()] * 5)
    with pytest.raises(EndpointError, match="cut short or of another form"):
        asked(twin, polite)
    assert not list((tmp_path / "cache").glob("*/*"))
    assert asked(twin, polite) == ["Mask"]


def test_damaged_answer_is_asked_for_again(twin: Front, polite: Polite, tmp_path: Path) -> None:
    """Half a file is none."""
    asked(twin, polite)
    (kept,) = (tmp_path / "cache").glob("*/*")
    kept.write_bytes(kept.read_bytes()[:-5])
    assert asked(twin, polite) == ["Mask"]
    assert len(twin.asked()) == 2


def test_old_answer_is_asked_for_again_where_the_user_wants_that(
    twin: Front, polite: Polite, tmp_path: Path, time: FakeTime
) -> None:
    """Older than so many days, or with --refresh."""
    asked(twin, polite)
    time.now += 86400 * 3
    old = Cache(tmp_path / "cache", max_age=datetime.timedelta(days=5))
    assert asked(twin, Polite(cache=old, clock=time.clock)) == ["Mask"]
    assert len(twin.asked()) == 1
    asked(twin, Polite(cache=Cache(tmp_path / "cache", max_age=datetime.timedelta(days=2)), clock=time.clock))
    assert len(twin.asked()) == 2
    time.now += 10
    asked(twin, Polite(cache=Cache(tmp_path / "cache", fresh_from=time.moment()), clock=time.clock))
    assert len(twin.asked()) == 3


def test_cache_that_cannot_be_written_is_said_in_one_line(twin: Front, tmp_path: Path) -> None:
    """And names the option."""
    (tmp_path / "cache").write_text("in the way")
    with pytest.raises(BiopicError, match=r"answers cannot be kept .* --cache"):
        asked(twin, Polite(cache=Cache(tmp_path / "cache")))

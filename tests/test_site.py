"""The static site: every link leads somewhere, texts of others stay out, the old site stands until the new one is whole."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from conftest import Ran
from links_of_a_site import Checked, read_page

from biopic.build import assemble, load_graph
from biopic.errors import InputError, StoreBusyError
from biopic.pages.address import LANGUAGES, Address
from biopic.pages.render import addresses
from biopic.publishing.exchange import replacing
from biopic.publishing.pages import open_source
from biopic.publishing.site import Written, check_root, texts_to_publish, write_site
from biopic.store import open_store, write_store

ROOT_ADDRESS = "https://example.org/films/"
FIRST_PAGE = 300_000
"""How many bytes the first page may take, with its style, script and every font that it might need."""

WHOLE = 9_000_000
"""How many bytes the site of a small dossier may take; most of it are the libraries that run in the browser."""


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of every file of a site."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def needs(page: Path) -> set[Path]:
    """Return the files that a page loads at once: styles, scripts and what they import, fonts and pictures."""
    text = page.read_text()
    links = re.findall(r'<link rel="(?:stylesheet|icon|preload)" href="([^"]+)"', text)
    links += re.findall(r'<(?:script|img)\b[^>]*\bsrc="([^"]+)"', text)
    found = {(page.parent / link).resolve() for link in links}
    for path in list(found):
        if path.suffix == ".css":
            found |= {(path.parent / link).resolve() for link in re.findall(r"url\([\"']?([^\"')]+)", path.read_text())}
    return found


def test_every_link_leads_somewhere(lamp_site: Path) -> None:
    """Places in pages, styles, fonts, modules of scripts and the search's index included; what leads out is another's."""
    checked = Checked(lamp_site).run()
    assert checked.number > 3000
    assert checked.broken == []
    assert checked.doubled == []
    assert all(link.startswith(("http://", "https://")) for link in checked.outside)


def test_checker_finds_what_is_broken(lamp_site: Path, tmp_path: Path) -> None:
    """A page that is gone, a place that is gone, a link out of the folder, a style that is gone."""
    site = tmp_path / "site"
    shutil.copytree(lamp_site, site)
    (site / "id/ada-moss.html").unlink()
    (site / "assets/biopic.css").unlink()
    page = site / "gaps.html"
    page.write_text(page.read_text() + '<a href="ontology.html#nothing">a</a><a href="../etc">b</a>')
    broken = "\n".join(Checked(site).run().broken)
    for told in ("id/ada-moss.html", "assets/biopic.css", "gaps.html: ontology.html#nothing", "gaps.html: ../etc"):
        assert told in broken, told


def test_every_page_is_there(lamp_site: Path, lamp_store: Path) -> None:
    """In each language, with Turtle and JSON-LD of what is a node; nothing else is written as a page."""
    opened = open_store(lamp_store)
    wanted = list(addresses(open_source(lamp_store.resolve(), opened.generation).target))
    pages = {each.path(language) for each in [*wanted, Address("missing")] for language in LANGUAGES} | {"404.html"}
    assert {path.relative_to(lamp_site).as_posix() for path in lamp_site.rglob("*.html")} == pages
    for each in wanted:
        if each.iri(opened.base):
            parsed = list(ox.parse(path=str(lamp_site / each.path(form="ttl")), format=ox.RdfFormat.TURTLE))
            again = list(ox.parse(path=str(lamp_site / each.path(form="jsonld")), format=ox.RdfFormat.JSON_LD))
            assert {str(q) for q in parsed} == {str(q) for q in again}
            assert any(each.iri(opened.base) in str(q) for q in parsed), each


def test_dataset_is_the_whole_graph(lamp_site: Path, lamp_store: Path) -> None:
    """What the store in the browser loads is what questions are asked of here."""
    data = gzip.decompress((lamp_site / "data/graph.nq.gz").read_bytes())
    assert data == (lamp_store / open_store(lamp_store).generation / "dataset.nq").read_bytes()
    void = (lamp_site / "data/void.ttl").read_text()
    assert "void:Dataset" in void and void == (lamp_site / ".well-known/void").read_text()


def test_first_page_is_light(lamp_site: Path) -> None:
    """It needs no WebAssembly and no library; with everything it loads it stays small."""
    first = lamp_site / "index.html"
    loaded = needs(first)
    assert all(path.is_file() for path in loaded) and len(loaded) >= 4
    assert not [path for path in loaded if path.suffix == ".wasm" or ("vendor" in path.parts and path.suffix == ".js")]
    assert first.stat().st_size < 30_000
    assert sum(path.stat().st_size for path in loaded if path.suffix != ".woff2") + first.stat().st_size < 60_000
    assert sum(path.stat().st_size for path in loaded) + first.stat().st_size < FIRST_PAGE
    wasm = [page for page in lamp_site.rglob("*.html") if ".wasm" in page.read_text()]
    assert wasm == []


def test_size_is_watched(lamp_site: Path) -> None:
    """A page of a thing is a few thousand bytes, and the whole is not much more than the libraries."""
    assert sum(path.stat().st_size for path in lamp_site.rglob("*") if path.is_file()) < WHOLE * 2
    assert sum(path.stat().st_size for path in (lamp_site / "assets").rglob("*") if path.is_file()) < WHOLE
    sizes = sorted(path.stat().st_size for path in (lamp_site / "assertion").glob("*.html"))
    assert sizes[len(sizes) // 2] < 12_000


def test_same_store_gives_the_same_bytes(lamp_site: Path, lamp_store: Path, tmp_path: Path) -> None:
    """Whatever the seed of hashes is, and however many processes work."""
    code = f"from pathlib import Path; from biopic.publishing.site import write_site; write_site(Path({str(lamp_store)!r}), Path('again'), with_texts=True, processes=1)"
    env = {**os.environ, "PYTHONHASHSEED": "4242"}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, check=True)
    assert digests(tmp_path / "again") == digests(lamp_site)


def test_texts_without_a_licence_stay_out(lamp_store: Path) -> None:
    """Only --with-texts takes them in; offsets and gists stand in for them."""
    opened = open_store(lamp_store)
    assert len(opened.texts) == 2
    assert texts_to_publish(opened.texts, set(), False) == {}
    assert texts_to_publish(opened.texts, set(), True) == opened.texts
    one = sorted(opened.texts)[0]
    assert texts_to_publish(opened.texts, {one}, False) == {one: opened.texts[one]}


def test_no_word_of_a_text_is_in_a_site_by_default(
    lamp_store: Path, lamp_site: Path, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    """Not in a page, not in an index, not in the data."""
    done = run("site", tmp_path / "out", "--store", lamp_store, "--processes", 1)
    assert (done.code, done.out) == (0, "")
    assert "0 in it, 2 left out for want of a licence" in done.err
    sentence = _sentence(open_store(lamp_store).texts)
    assert any(sentence in path.read_text() for path in (lamp_site / "document").rglob("*.html"))
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file() and path.suffix not in (".gz", ".wasm", ".woff2"):
            assert sentence not in path.read_text(), path
    assert sentence.encode() not in gzip.decompress((tmp_path / "out/data/graph.nq.gz").read_bytes())
    assert json.loads((tmp_path / "out/site.json").read_text())["texts"] == []


def _sentence(texts: dict[str, str]) -> str:
    """Return words of a text that need no escape in HTML, and that no gist repeats."""
    text = Path(texts[sorted(texts)[0]]).read_text()
    return max(re.findall(r"[A-Za-z ]{20,}", text), key=len).strip()


def test_licence_in_the_dossier_lets_a_text_in(keeper: Callable[..., Path], tmp_path: Path) -> None:
    """The dossier says so of a document, and the graph repeats it."""
    folder = keeper()
    head = folder / "dossier.yaml"
    head.write_text(head.read_text().replace("    kind: page\n", "    kind: page\n    licence: CC-BY-4.0\n"))
    built = assemble(load_graph(folder.parent, []))
    write_store(tmp_path / "store", built.store, base=built.base, texts=built.texts)
    written = write_site(tmp_path / "store", tmp_path / "out", processes=1)
    assert (written.texts, written.left_out) == (1, 0)
    assert "Ada Moss died in 1950" in (tmp_path / "out/document/lamp/page.html").read_text()
    assert "spdx.org/licenses/CC-BY-4.0" in (tmp_path / "out/document/lamp/page.nt").with_suffix(".ttl").read_text()


@pytest.fixture(scope="module")
def addressed(lamp_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Written]:
    """Return a site that knows where it will stand, and what was written; only read it."""
    out = tmp_path_factory.mktemp("addressed") / "out"
    return out, write_site(lamp_store, out, root="https://example.org/films", processes=1)


def test_address_of_the_site_is_in_it(addressed: tuple[Path, Written], lamp_site: Path) -> None:
    """Canonical links, the site map, and a page for what is missing whose links hold at any depth."""
    out, written = addressed
    page = (out / "de/id/ada-moss.html").read_text()
    assert f'<link rel="canonical" href="{ROOT_ADDRESS}de/id/ada-moss.html">' in page
    places = [
        str(each.text)
        for each in ElementTree.parse(out / "sitemap.xml").iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert len(places) == written.pages * len(LANGUAGES) == len(set(places))
    assert all((out / place.removeprefix(ROOT_ADDRESS)).is_file() for place in places)
    links = [link for link in read_page(out / "404.html")[1] if not link.startswith("#")]
    assert links and all(link.startswith("/films/") for link in links)
    assert all((out / link.removeprefix("/films/")).is_file() for link in links)
    assert not (lamp_site / "sitemap.xml").exists() and "canonical" not in (lamp_site / "index.html").read_text()


@pytest.mark.parametrize(
    "root",
    [
        "example.org",
        "ftp://a.example/",
        "https://a.example/?q=1",
        "https://a.example/#x",
        'https://a.example/"><script>',
        "https://u:p@a.example/",
    ],
)
def test_address_that_is_none_is_refused(root: str) -> None:
    with pytest.raises(InputError, match="is no address of a site; give one such as"):
        check_root(root)


def test_old_site_is_replaced_whole(
    lamp_store: Path, lamp_site: Path, addressed: tuple[Path, Written], tmp_path: Path
) -> None:
    """Nothing of it is left, and nothing lies beside it."""
    out = shutil.copytree(addressed[0], tmp_path / "out")
    write_site(lamp_store, out, with_texts=True, processes=1)
    assert digests(out) == digests(lamp_site)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_is_no_site_of_ours_is_never_replaced(
    lamp_store: Path, tmp_path: Path, refused: Callable[..., str]
) -> None:
    """Not a folder of somebody's, not a file, not a site to which somebody added something."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/diary.txt").write_text("dear diary")
    said = refused("site", tmp_path / "notes", "--store", lamp_store)
    assert "holds diary.txt, which is no part of a site that was written here; name another folder" in said
    assert "is a file, and a site is a folder" in refused("site", tmp_path / "notes/diary.txt", "--store", lamp_store)
    (tmp_path / "notes/site.json").write_text('{"top": ["site.json"]}')
    assert "holds diary.txt" in refused("site", tmp_path / "notes", "--store", lamp_store)
    assert (tmp_path / "notes/diary.txt").read_text() == "dear diary"
    assert [path.name for path in tmp_path.iterdir()] == ["notes"]


def test_failure_leaves_the_old_site(tmp_path: Path) -> None:
    """Whatever goes wrong inside, and a second writer is told to wait."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("old")
    held = frozenset({"index.html"})
    with pytest.raises(KeyboardInterrupt), replacing(out, held) as folder:
        (folder / "index.html").write_text("half")
        raise KeyboardInterrupt
    assert (out / "index.html").read_text() == "old"
    with replacing(out, held) as folder:
        (folder / "index.html").write_text("new")
        with pytest.raises(StoreBusyError, match="another process is writing this site"), replacing(out, held):
            pass
        assert (folder / "index.html").exists()
    assert (out / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_exchange_in_two_steps_where_the_system_has_no_better(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("biopic.publishing.exchange._exchange_at_once", lambda one, other: False)
    out = tmp_path / "out"
    for text in ("first", "second"):
        with replacing(out, frozenset({"index.html"})) as folder:
            (folder / "index.html").write_text(text)
        assert (out / "index.html").read_text() == text
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_killed_writer_leaves_the_old_site_and_no_process(lamp_store: Path, tmp_path: Path) -> None:
    """Nothing of it works on, and the next one cleans up behind it."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("old")
    (out / "site.json").write_text('{"top": ["index.html", "site.json"]}')
    command = [sys.executable, "-m", "biopic", "site", str(out), "--store", str(lamp_store), "--processes", "2"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as running:
        until(lambda: len(list((tmp_path / ".out.new").glob("ask/*.html"))) > 2)
        group = running.pid
        running.send_signal(signal.SIGKILL)
    assert (out / "index.html").read_text() == "old"
    until(lambda: not _alive(group))
    write_site(lamp_store, out, processes=1)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (out / "index.html").read_text() != "old"


def until(what: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


def _alive(group: int) -> bool:
    """Say whether a process of the group runs, those aside that only wait to be counted out."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            return True
    return False


def test_wrong_input_is_told_in_one_line(tmp_path: Path, lamp_store: Path, refused: Callable[..., str]) -> None:
    assert "there is no store here; make it with: biopic build" in refused(
        "site", tmp_path / "a", "--store", tmp_path / "b"
    )
    assert "--processes is 0; give 1 or more" in refused(
        "site", tmp_path / "a", "--store", lamp_store, "--processes", 0
    )
    assert "is no address of a site" in refused("site", tmp_path / "a", "--store", lamp_store, "--base-url", "here")
    assert list(tmp_path.iterdir()) == []


def test_store_that_is_built_anew_meanwhile_stops_the_site(lamp_store: Path) -> None:
    with pytest.raises(InputError, match="the store was built anew while the site was written; write the site again"):
        open_source(lamp_store.resolve(), "0123456789abcdef")


@pytest.mark.slow
def test_every_link_of_the_shipped_graph_leads_somewhere(shipped_store: Path, tmp_path: Path) -> None:
    """The whole of what comes with biopic, as a site."""
    written = write_site(shipped_store, tmp_path / "out")
    checked = Checked(tmp_path / "out").run()
    assert checked.broken == [] and checked.doubled == []
    assert written.pages > 5000 and written.size < 200_000_000

"""The head of a dossier: `dossier.yaml` with the film, its title and licence, and what is known of each document."""

from __future__ import annotations

import re
from pathlib import Path

from biopic import marked
from biopic.documents import Document, Part
from biopic.dossier import Dossier
from biopic.errors import DossierError
from biopic.fields import as_list, as_map, check_agent, day_of, need, number, only, optional, span_of, texts_of
from biopic.links import entity_iri
from biopic.marked import List, Map, Text
from biopic.ontology import Vocabulary
from biopic.things import NAME

ADDRESS = r"https?://[^\s/?#\"<>\\^`{|}][^\s\"<>\\^`{|}]*"
"""What an address on the web looks like: no blank and none of the signs that RFC 3986 keeps out."""


def read_head(folder: Path) -> Dossier:
    """Read `dossier.yaml` into a dossier that has its documents and nothing else yet."""
    path = folder / "dossier.yaml"
    head = as_map(marked.load_yaml(path), path)
    only(head, path, "film", "title", "licence", "creator", "documents")
    name, own = need(head, "film", path), folder.name.strip(".") or folder.resolve().name
    if name != own or not NAME.fullmatch(name):
        raise DossierError(
            f"film is {name}, the folder is {own}",
            file=path,
            line=name.line,
            todo="give the folder and the film one name in kebab-case",
        )
    described = as_map(head.get("documents", Map(1)), path)
    documents = {str(key): read_document(name, key, as_map(value, path), path) for key, value in described.items()}
    files = [d.file for d in documents.values()]
    for document in documents.values():
        if files.count(document.file) > 1:
            raise DossierError(
                f"two documents have the file {document.file}", file=path, line=document.line, todo="remove one"
            )
    return Dossier(
        str(name),
        folder,
        str(need(head, "title", path)),
        optional(head, "licence", path, "CC0-1.0"),
        optional(head, "creator", path),
        documents,
        {},
    )


def read_document(dossier: str, name: Text, said: Map, path: Path) -> Document:
    """Return a document as `dossier.yaml` describes it under its name."""
    only(
        said,
        path,
        "file",
        "title",
        "kind",
        "sha256",
        "length",
        "language",
        "author",
        "publisher",
        "derivedFrom",
        "parts",
        "url",
        "retrieved",
        "entity",
        "licence",
    )
    if not NAME.fullmatch(name):
        raise DossierError(
            f"document name {name} is not in kebab-case",
            file=path,
            line=name.line,
            todo="use lower-case letters, digits and hyphens",
        )
    file = need(said, "file", path)
    if file in (".", "..") or "/" in file or "\\" in file:
        raise DossierError(
            f"file {file!r} leaves the folder of documents", file=path, line=file.line, todo="give a plain file name"
        )
    if len(file.encode()) > 255:
        raise DossierError("the file's name is too long", file=path, line=file.line, todo="give it a shorter one")
    sha = need(said, "sha256", path)
    if not re.fullmatch(r"[0-9a-f]{64}", sha):
        raise DossierError(
            "sha256 is not 64 hexadecimal digits", file=path, line=sha.line, todo="write what sha256sum prints"
        )
    length = number(need(said, "length", path), path)
    parts = tuple(_read_part(as_map(part, path), length, path) for part in as_list(said.get("parts", List(1)), path))
    where, when, what = _whence(said, path)
    return Document(
        dossier=dossier, name=str(name), file=str(file), title=str(need(said, "title", path)), kind=str(need(said, "kind", path)), digest=str(sha),
        length=length, language=optional(said, "language", path, "en"), author=optional(said, "author", path) or None,
        publisher=optional(said, "publisher", path) or None, derived_from=tuple(str(v) for v in texts_of(said, "derivedFrom", path)), parts=parts, declared_in=path, line=name.line,
        url=where, retrieved=when, entity=what, licence=_licence(said, path),
    )  # fmt: skip


def _whence(said: Map, path: Path) -> tuple[str, str, str]:
    """Return where on the web a document stands, when it was taken from there, and what another graph has of it; nothing for what is not said."""
    where, what = optional(said, "url", path), optional(said, "entity", path)
    when = day_of(need(said, "retrieved", path), path) if "retrieved" in said else ""
    if where and not re.fullmatch(ADDRESS, where):
        raise DossierError(
            f"{where} is no address on the web",
            file=path,
            line=said["url"].line,
            todo="write one that begins with https://",
        )
    if when and not where:
        raise DossierError(
            "retrieved says when, and nothing says from where", file=path, line=said["retrieved"].line, todo="add url:"
        )
    try:
        return where, when, entity_iri(what) if what else ""
    except ValueError as error:
        todo = "write an id such as Q42, or a full IRI"
        raise DossierError(f"{what} is no entity: {error}", file=path, line=said["entity"].line, todo=todo) from None


def _licence(said: Map, path: Path) -> str:
    """Return the IRI of the licence of a document's text; SPDX names them (https://spdx.org/licenses/)."""
    licence = optional(said, "licence", path)
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.+-]*", licence):
        return f"http://spdx.org/licenses/{licence}"
    if licence and not re.fullmatch(ADDRESS, licence):
        todo = "write an SPDX identifier such as CC-BY-4.0, or the licence's address"
        raise DossierError(f"{licence} is no licence", file=path, line=said["licence"].line, todo=todo)
    return licence


def _read_part(said: Map, length: int, path: Path) -> Part:
    only(said, path, "at", "heading", "author", "leftOut")
    span = span_of(need(said, "at", path), length, path)
    heading, author, left_out = (optional(said, key, path) for key in ("heading", "author", "leftOut"))
    return Part(span, heading, author or None, left_out or None, said.line)


def check_agents(dossier: Dossier, document: Document, vocabulary: Vocabulary) -> None:
    """Refuse an author, publisher or source that is not declared."""
    names = [
        (document.author, document.line),
        (document.publisher, document.line),
        *((part.author, part.line) for part in document.parts),
    ]
    for name, line in names:
        if name is not None:
            check_agent(dossier.things, Text(name, line), vocabulary, document.declared_in)
    for source in document.derived_from:
        if source not in dossier.documents:
            raise DossierError(
                f"document {document.name} is derived from {source}, which is not declared",
                file=document.declared_in,
                line=document.line,
                todo="declare it or mend the name",
            )

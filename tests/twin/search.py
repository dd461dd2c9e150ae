"""`wbsearchentities` over the twin's items, as Wikibase answers it (repo/includes/Api/SearchEntities.php).

Labels and aliases that begin with the words are found, in any case and without their accents. The index is a little old, as
indexes are: it still has the item that is deleted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from twin.entities import Entities
from twin.served import WIKIDATA

MOST = 50


def search_entities(entities: Entities, fields: Mapping[str, str]) -> tuple[int, Any]:
    """Return status and body of the answer to the fields of a request."""
    if fields.get("action") != "wbsearchentities":
        return 200, _error("badvalue", f'Unrecognized value for parameter "action": {fields.get("action", "")}.')
    for name in ("search", "language"):
        if not fields.get(name):
            return 200, _error("missingparam", f'The "{name}" parameter must be set.')
    if fields.get("type", "item") != "item":
        return 200, {"searchinfo": {"search": fields["search"]}, "search": [], "success": 1}
    start, limit = int(fields.get("continue", 0)), min(int(fields.get("limit", 7)), MOST)
    found = sorted(_hits(entities, fields["search"], fields["language"]), key=lambda hit: (len(hit["match"]["text"]), int(hit["id"][1:])))  # fmt: skip
    answer = {"searchinfo": {"search": fields["search"]}, "search": found[start : start + limit], "success": 1}
    if len(found) > start + limit:
        answer["search-continue"] = start + limit
    return 200, answer


def _hits(entities: Entities, words: str, language: str) -> Iterator[dict[str, Any]]:
    wanted = folded(words)
    for item, entity in entities.items():
        if item == words.upper():
            yield _hit(item, entity, {"type": "entityId", "text": item})
            continue
        label = entity["labels"].get(language) or entity["labels"].get("en", "")
        if label and folded(label).startswith(wanted):
            yield _hit(item, entity, {"type": "label", "language": language, "text": label})
            continue
        alias = next((also for also in entity["also"] if folded(also).startswith(wanted)), "")
        if alias:
            yield _hit(item, entity, {"type": "alias", "language": language, "text": alias})


def _hit(item: str, entity: Mapping[str, Any], match: dict[str, str]) -> dict[str, Any]:
    hit: dict[str, Any] = {
        "id": item, "title": item, "pageid": int(item[1:]) % 100_000_000, "concepturi": f"{WIKIDATA}entity/{item}",
        "repository": "wikidata", "url": f"//www.wikidata.org/wiki/{item}", "display": {}, "match": match,
    }  # fmt: skip
    for key, text in (("label", entity["labels"].get("en", "")), ("description", entity["description"])):
        if text:
            hit[key] = text
            hit["display"][key] = {"value": text, "language": "en"}
    if match["type"] == "alias":
        hit["aliases"] = [match["text"]]
    return hit


def folded(text: str) -> str:
    """Return a text in small letters without accents.

    >>> folded("Miloš")
    'milos'
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _error(code: str, info: str) -> dict[str, Any]:
    return {"error": {"code": code, "info": info, "*": "See the API documentation."}, "servedby": "twin"}

"""Names that are not written in quite the same way, by `wbsearchentities` of a Wikibase.

See https://www.wikidata.org/w/api.php?action=help&modules=wbsearchentities. The index may know items that were deleted or
merged since; whoever uses the answer looks at the items themselves.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from biopic.errors import EndpointError
from biopic.linking.polite import Polite
from biopic.links import entity_iri

HITS = 10
MAXLAG = 5


@dataclass(frozen=True)
class Search:
    """The action API of a Wikibase at `url`, such as https://www.wikidata.org/w/api.php."""

    url: str
    polite: Polite
    language: str = "en"

    def entities(self, name: str) -> list[str]:
        """Return the IRIs of the entities whose label or alias begins with a name, the best first."""
        fields = {
            "action": "wbsearchentities",
            "search": name,
            "language": self.language,
            "type": "item",
            "limit": HITS,
            "maxlag": MAXLAG,
            "format": "json",
        }
        found = self.polite.ask(
            "GET", f"{self.url}?{urlencode(fields)}", _read_hits, headers={"Accept": "application/json"}
        )
        if isinstance(found, str):
            raise EndpointError(f"the search is refused ({found})", file=self.url, todo="check the address in --search")
        return found


def _read_hits(data: bytes) -> list[str] | str:
    """Return the entities of an answer, or what the service says is wrong; raise ValueError where it is no such answer."""
    answer: Any = json.loads(data)
    if not isinstance(answer, dict):
        raise ValueError("it is no map")
    if isinstance(answer.get("error"), dict):
        return " ".join(str(answer["error"].get("info", "no reason given")).split())[:200]
    hits = answer.get("search")
    if not isinstance(hits, list) or not all(isinstance(hit, dict) and isinstance(hit.get("id"), str) for hit in hits):
        raise ValueError("it has no list of hits")
    return [entity_iri(hit["concepturi"] if _has_iri(hit) else hit["id"]) for hit in hits]


def _has_iri(hit: dict[str, Any]) -> bool:
    return isinstance(hit.get("concepturi"), str)

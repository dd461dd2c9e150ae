"""The words of the pages themselves, in every language, read from `words.yaml`; what the ontology names is not among them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from biopic.errors import InputError
from biopic.marked import Map, load_text, parse_yaml
from biopic.pages.address import LANGUAGES

WORDS = Path(__file__).with_name("words.yaml")


@cache
def load_words(path: Path = WORDS) -> Mapping[str, Mapping[str, str]]:
    """Return each text, by its key and then by language; raise InputError for one that lacks a language."""
    found = parse_yaml(load_text(path), path)
    if not isinstance(found, Map):
        raise InputError("is no map of words", file=path, todo="write key: {en: ..., de: ...}")
    words: dict[str, dict[str, str]] = {}
    for key, said in found.items():
        if not isinstance(said, Map) or set(map(str, said)) != set(LANGUAGES):
            raise InputError(
                f"{key} is not said in each of {', '.join(LANGUAGES)}", file=path, todo="add what is missing"
            )
        words[str(key)] = {str(language): str(text) for language, text in said.items()}
    return words

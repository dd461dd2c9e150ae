"""Times and amounts in the words of a text, by stated rules: when an entry of a timeline plays, how long a forecast gives."""

from __future__ import annotations

import re

from biopic.reading.times import find_times
from biopic.reading.words import NUMBER, number_of
from biopic.values import parse_quantity, parse_time

_NUMBER = re.compile(
    rf"\b(?P<low>{NUMBER})(?:st|nd|rd|th)?(?:\s*(?:-|–|to|or|and)\s*(?P<high>{NUMBER}))?"
    r"(?:[\s-]+(?:more\s+|short\s+|further\s+)?(?P<unit>year|month|week|day)s?\b)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:not|never|no|n[o’']t|won['’]?t|wouldn['’]?t|unlikely|before|by|under|less than|at most|beyond|past|hardly|dead)\b|n['’]t\b",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\b(?:to live|left|more|another|within|remaining|longer|further|later)\b", re.IGNORECASE)
_AGE = re.compile(r"\b(?:old|age|aged|birthday|turn|turns|reach|reaches)\b", re.IGNORECASE)


def time_in(words: str) -> str:
    """Return the EDTF of the one time in `words`, nothing where there is none or more than one.

    >>> time_in("September 1979"), time_in("the late 1920s"), time_in("Late that night")
    ('1979-09', '192X', '')
    """
    bare = words.strip()
    if is_time(bare):
        return bare
    found = {when.edtf for when in find_times(bare) if not when.inferred}
    return found.pop() if len(found) == 1 else ""


def is_time(edtf: str) -> bool:
    """Say whether a text is a date in EDTF."""
    try:
        parse_time(edtf)
    except ValueError:
        return False
    return True


def forecast(words: str) -> tuple[str, str] | None:
    """Return which property a forecast of life gives, and its quantity, or None where no number can be read from it.

    A number of months, weeks or days is time left, and so is one of years with "to live", "left", "more" or the like; any other
    number is an age. What is not reached, or passed, or met before is an upper bound.

    >>> forecast("would not live to see seven"), forecast("three to six months")
    (('lifeExpected', '<7 years'), ('lifeLeft', '3-6 months'))
    >>> forecast("had two years to live"), forecast("would live to be sixty"), forecast("not long for this world")
    (('lifeLeft', '2 years'), ('lifeExpected', '60 years'), None)
    """
    found = next((each for each in _NUMBER.finditer(words) if _number(each["low"]) is not None), None)
    if found is None:
        return None
    low, high, unit = _number(found["low"]), _number(found["high"] or ""), (found["unit"] or "year").casefold()
    number = f"{low}-{high}" if high is not None and low is not None and high > low else f"{low}"
    before, behind = words[: found.start()], words[found.end() :]
    near = f"{before} {behind} {found[0]}"
    left = unit != "year" or (bool(found["unit"]) and bool(_LEFT.search(near)) and not _AGE.search(near))
    bound = (
        "<"
        if "-" not in number and _BEFORE.search(before) and not (left and not re.search(r"than|most", before))
        else ""
    )
    amount = f"{bound}{number} {unit if number == '1' else f'{unit}s'}"
    return ("lifeLeft" if left else "lifeExpected", amount) if _is_quantity(amount) else None


def _number(text: str) -> int | None:
    found = number_of(text) if text else None
    return found if found is not None and found > 0 else None


def _is_quantity(text: str) -> bool:
    try:
        parse_quantity(text)
    except ValueError:
        return False
    return True

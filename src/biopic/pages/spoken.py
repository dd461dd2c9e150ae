"""Times and quantities as people say them, in the language of the page, read off their IRIs alone.

In goes the name behind `time/` (an EDTF text, https://www.loc.gov/standards/datetime/) or behind `quantity/`; out come words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from urllib.parse import unquote

from biopic.values import ENDLESS, SEASONS, plain

Say = Callable[..., str]

_DATE = re.compile(r"(?P<year>\d{4}|\d{3}X)(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?(?P<mark>[~?%]?)")
_QUANTITY = re.compile(r"(?P<unit>[a-z]+)/(?P<least>\d+)-(?P<most>\d+)")
"""A quantity in whole numbers; what a rule has worked out to the day has a label of its own."""


def say_time(local: str, say: Say) -> str:
    """Return a time in words, nothing for one that has no such form; `say` gives the words of the page.

    >>> say_time("1961-12-04", lambda key, **values: f"{key} {sorted(values.items())}")
    "time.day [('day', 4), ('month', 'month.12 []'), ('year', '1961')]"
    """
    parts = [_say_date(part, say) for part in unquote(local).split("/")]
    if not all(parts) or len(parts) > 2:
        return ""
    return parts[0] if len(parts) == 1 else say("time.span", first=parts[0], last=parts[1])


def _say_date(text: str, say: Say) -> str:
    found = _DATE.fullmatch(text)
    if not found:
        return ""
    year, month, day = found["year"], found["month"], found["day"]
    if year.endswith("X"):
        said = "" if month else say("time.decade", year=f"{year[:3]}0")
    elif month in SEASONS:
        said = "" if day else say("time.season", season=say(f"season.{month}"), year=year)
    elif month and not 1 <= int(month) <= 12:
        said = ""
    elif day:
        said = say("time.day", day=int(day), month=say(f"month.{month}"), year=year)
    else:
        said = say("time.month", month=say(f"month.{month}"), year=year) if month else year
    mark = found["mark"]
    return said and (said if not mark else say("time.unsure" if mark == "?" else "time.about", time=said))


def say_quantity(local: str, say: Say) -> str:
    """Return a quantity in words, nothing for one that has no such form.

    >>> say_quantity("year/0-7", lambda key, **values: f"{key} {values}" if values else key)
    "quantity.most {'most': '7', 'unit': 'unit.years'}"
    """
    found = _QUANTITY.fullmatch(unquote(local))
    if not found or found["unit"] not in ("year", "month", "week", "day", "hour", "minute", "one"):
        return ""
    least, most = Decimal(found["least"]), Decimal(found["most"])
    last = least if most >= ENDLESS else most
    unit = say(f"unit.{found['unit']}{'' if last == 1 or found['unit'] == 'one' else 's'}")
    if least == most:
        return say("quantity.one", count=plain(least), unit=unit)
    if most >= ENDLESS:
        return say("quantity.least", least=plain(least), unit=unit)
    return (
        say("quantity.most", most=plain(most), unit=unit)
        if not least
        else say("quantity.span", least=plain(least), most=plain(most), unit=unit)
    )

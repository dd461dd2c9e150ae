"""What is told as sentences on a sheet: each clause a passage, with its statements, its gist and what a reader is to find there."""

from __future__ import annotations

from datetime import date
from typing import Any

from biopic.corpus.plan import Plan, Telling
from biopic.corpus.sheet import Sheet, Statements
from biopic.corpus.words import words

LEAD = ("kind", "doneBy", "affects", "topic")
"""What the main clause of a sentence on an event says; the rest goes into a clause behind it."""

IN_ONE = 0.7
"""How often a sentence is one passage, and not one for its main clause and one for the rest."""

OF_BEINGS = {
    "trait": ("{who} {is_} {value}", ""),
    "occupation": ("{who}, a {value}", "occupation"),
    "condition": ("{who} {has} {value}", "condition"),
    "interest": ("{who} {is_} drawn to {value}", ""),
    "name": ("{who}, known as {value}", "alias"),
    "basedOn": ("{who} is based on {value}", "based_on"),
}
"""How something is told of a being, and as which kind a reader finds it."""


def spoken(plan: Plan, value: str) -> str:
    """Return a value as it stands in a sentence: a thing by its name, a date in words."""
    return plan.spoken[value] if value in plan.spoken else day_in_words(value)


def day_in_words(edtf: str) -> str:
    """Return a year, month or day as people write it, and anything else as it is.

    >>> day_in_words("1931-05-03"), day_in_words("1931-05"), day_in_words("1931"), day_in_words("3 days")
    ('3 May 1931', 'May 1931', '1931', '3 days')
    """
    parts = edtf.split("-")
    if not all(part.isdigit() for part in parts) or len(parts[0]) != 4:
        return edtf
    year, month, day = (*map(int, parts), 1, 1)[:3]
    when = date(year, month, day)
    return [f"{year}", f"{when:%B} {year}", f"{day} {when:%B} {year}"][len(parts) - 1]


def tell(sheet: Sheet, plan: Plan, telling: Telling, *, past: bool) -> None:
    """Write what a telling says, in one sentence of one or more passages."""
    kind = plan.things[telling.about]["class"]
    if "Event" in str(kind) or kind == "Award":
        _of_an_event(sheet, plan, telling, past)
    else:
        _of_a_being(sheet, plan, telling, past)


def _of_an_event(sheet: Sheet, plan: Plan, telling: Telling, past: bool) -> None:
    more = _more(telling)
    lead = {p: v for p, v in telling.says.items() if p in LEAD}
    rest = {p: v for p, v in telling.says.items() if p not in LEAD}
    if telling.direct:
        text = f"{_lead(plan, telling, lead, past)}{_tail(plan, rest)}"
        sheet.write("“")
        sheet.state(text, _gist(plan, telling), {telling.about: telling.says}, by=telling.by, **more)
        sheet.write(f",” says {plan.spoken[telling.by[-1]]}.\n")
        return
    if telling.by:
        sheet.write(f"{' heard from '.join(plan.spoken[name] for name in telling.by)}: ")
    together = bool(lead) and plan.rng.random() < IN_ONE
    if together:
        text = _lead(plan, telling, lead, past) + _tail(plan, rest)
        sheet.state(text, _gist(plan, telling), {telling.about: telling.says}, by=telling.by, **more)
    elif lead:
        sheet.state(
            _lead(plan, telling, lead, past), _gist(plan, telling), {telling.about: lead}, by=telling.by, **more
        )
    elif rest:
        sheet.write(f"Of {plan.spoken[telling.about]} they say: ")
    if rest and not together:
        sheet.write(" ")
        gist = f"{plan.spoken[telling.about]}: {', '.join(rest)}"
        sheet.state(_tail(plan, rest).strip(), gist, {telling.about: rest}, by=telling.by, **more)
    if telling.says:
        sheet.write(". ")
    _deny(sheet, plan, telling)
    sheet.write("\n")


def _more(telling: Telling) -> dict[str, Any]:
    more: dict[str, Any] = {"direct": True} if telling.direct else {}
    if telling.withdrawn:
        more["withdrawn"] = {"on": "2026-01-15", "by": "an editor", "reason": "the year is a misprint"}
    return more


def _lead(plan: Plan, telling: Telling, said: dict[str, list[str]], past: bool) -> str:
    """Return the main clause: who does what to whom, over what."""
    doer = [plan.spoken[name] for name in said.get("doneBy", [])]
    whom = [plan.spoken[name] for name in said.get("affects", [])]
    if "kind" not in said:
        text = " and ".join(doer or whom or [f"{plan.spoken[telling.about]} goes on"])
    elif said["kind"][0] in ("birth", "death"):
        text = f"{whom[0] if whom else 'somebody'} {'was born' if said['kind'] == ['birth'] else 'died' if past else 'dies'}"
    else:
        text = _verbal(plan, said["kind"][0], doer, whom, past)
    matters = "".join(
        words()["tails"]["topic"].format(" " + plan.spoken[v]).replace("  ", " ") for v in said.get("topic", [])
    )
    return f"{text} {matters}".strip()


def _verbal(plan: Plan, kind: str, doer: list[str], whom: list[str], past: bool) -> str:
    verb = str(plan.things[kind].get("broader", kind))
    noun, now, then = words()["kinds"][verb]
    named = noun if verb == kind else plan.spoken[kind]
    if doer and whom:
        return f"{doer[0]} {then if past else now} {whom[0]}" + named.removeprefix(noun)
    if doer or whom:
        return f"{(doer or whom)[0]} {'was' if past else 'is'} in {named}"
    return f"there {'was' if past else 'is'} {named}"


def _tail(plan: Plan, said: dict[str, list[str]]) -> str:
    """Return the clause with the circumstances, a blank in front."""
    tails = words()["tails"]
    pieces = []
    for predicate, values in said.items():
        shown = " and ".join(spoken(plan, value) for value in values)
        if predicate == "happensIn":
            pieces.append({"story": "in the film", "life": "in truth"}[values[0]])
        elif predicate in ("follows", "during"):
            pieces.append({"follows": "after", "during": "during"}[predicate] + f" {shown}")
        elif predicate == "ageAt":
            pieces.append(f"at the age of {shown.removesuffix(' years')}")
        else:
            pieces.append(tails.get(predicate, f"({predicate}: {{}})").format(shown))
    return "".join(f" {piece}" for piece in pieces)


def _gist(plan: Plan, telling: Telling) -> str:
    who = [plan.spoken[name] for p in ("doneBy", "affects") for name in telling.says.get(p, [])]
    return f"{' and '.join(who)}: {plan.spoken[telling.about]}" if who else f"of {plan.spoken[telling.about]}"


def _deny(sheet: Sheet, plan: Plan, telling: Telling) -> None:
    for predicate, values in telling.denies.items():
        shown = " or ".join(spoken(plan, value) for value in values)
        text = {
            "happensIn": f"nothing of {plan.spoken[telling.about]} is in the film"
            if values == ["story"]
            else f"{plan.spoken[telling.about]} never happened",
            "presence": f"{shown} was not there",
        }.get(predicate, f"it was not {shown}")
        denied: Statements = {telling.about: {predicate: values}}
        sheet.state(text, f"no: {plan.spoken[telling.about]}", denies=denied, by=telling.by)
        sheet.write(". ")


def _of_a_being(sheet: Sheet, plan: Plan, telling: Telling, past: bool) -> None:
    who, world = plan.spoken[telling.about], "life" if past else "story"
    for predicate, values in telling.says.items():
        shown = " and ".join(spoken(plan, value) for value in values)
        said: Statements = {telling.about: {predicate: values}}
        if predicate in OF_BEINGS:
            form, found = OF_BEINGS[predicate]
            verbs = {"is_": "was", "has": "had"} if past else {"is_": "is", "has": "has"}
            at = sheet.state(form.format(who=who, value=shown, **verbs), f"{who}: {shown}", said, by=telling.by)
            for value in values if found else ():
                sheet.find(found, who, spoken(plan, value), at, "production" if predicate == "basedOn" else world)
        elif predicate in words()["kin"]:
            noun, found = words()["kin"][predicate]
            at = sheet.state(f"{who} is the {noun} of {shown}", f"{who} and {shown}", said, by=telling.by)
            sheet.find("kinship", who, shown, at, world, relation=found)
        else:
            sheet.state(f"{who} {predicate} {shown}", f"{who}: {shown}", said, by=telling.by)
        sheet.write(".\n")

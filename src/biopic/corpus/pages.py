"""The documents of a film: a structured film page, summaries by a crowd, an article on the life, an interview, and in some cases a reprint."""

from __future__ import annotations

from biopic.corpus.plan import Plan, Telling, heavy
from biopic.corpus.sentences import day_in_words, tell
from biopic.corpus.sheet import Sheet
from biopic.corpus.words import words

ASIDE = 9
"""One sentence in so many says nothing that could be asserted."""


def write_documents(plan: Plan) -> list[Sheet]:
    """Return the documents of a film, written from its plan."""
    makers = {"film-page": _film_page, "summaries": _summaries, "life-article": _life_article, "interview": _interview}
    sheets = [make(plan) for make in makers.values()]
    return [*sheets, _reprint(plan)] if plan.tellings.get("reprint") else sheets


def _all(sheet: Sheet, plan: Plan, tellings: list[Telling], *, past: bool = False) -> None:
    for place, telling in enumerate(tellings, 1):
        tell(sheet, plan, telling, past=past)
        if place % ASIDE == 0:
            sheet.skip(plan.rng.choice(ASIDES), "evaluation")
            sheet.write("\n")


ASIDES = (
    "It is told with great care.",
    "Nobody who sees it forgets it.",
    "The pace never slackens.",
    "One would like to know more.",
)


def _heading(sheet: Sheet, text: str) -> None:
    sheet.write("\n")
    sheet.skip(text, "heading")
    sheet.write("\n\n")


def _film_page(plan: Plan) -> Sheet:
    site = plan.concept("Organization", words()["sites_of_films"][plan.number % 3])
    sheet = Sheet("film-page", "page of a film site", f"{plan.title}: facts, plot and characters", author=site)
    with sheet.part(leftOut="page furniture"):
        at = sheet.write("Home | Films | Lives | Sign in\nOn this page: Facts | Plot | Characters")
    sheet.find("noise", "", "navigation", at, "production")
    _heading(sheet, f"# {plan.title}")
    _heading(sheet, "# Facts")
    for telling in plan.tellings["facts"]:
        _facts(sheet, plan, telling)
    _heading(sheet, "# Plot")
    _all(sheet, plan, plan.tellings.get("film-page", []))
    if "timeline" in plan.tellings:
        _heading(sheet, "# Timeline")
        _all(sheet, plan, plan.tellings["timeline"])
    _heading(sheet, "# Characters")
    _cast(sheet, plan)
    _all(sheet, plan, plan.tellings.get("characters", []))
    return sheet


FACTS = {
    "releasedIn": ("Year", "film_year", "production"), "directedBy": ("Director", "director", "production"), "writtenBy": ("Writer", "writer", "production"),
    "releasedBy": ("Studio", "studio", "production"), "setIn": ("Time period", "setting_time", "story"), "setAt": ("Setting", "setting_place", "story"),
    "theme": ("Themes", "theme", "story"),
}  # fmt: skip
"""How a fact of a film stands in a list of facts, and as which kind and of which world a reader finds it."""


def _facts(sheet: Sheet, plan: Plan, telling: Telling) -> None:
    for predicate, values in telling.says.items():
        label, kind, world = FACTS[predicate]
        sheet.write(f"{label}: ")
        for place, value in enumerate(values):
            sheet.write(", " if place else "")
            text = plan.spoken.get(value, value)
            at = sheet.state(text, f"{label.lower()}: {text}", {telling.about: {predicate: [value]}})
            sheet.find(kind, plan.title, value if kind == "setting_time" else text, at, world)
        sheet.write("\n")


def _cast(sheet: Sheet, plan: Plan) -> None:
    for character, performer in plan.cast.items():
        _portray(sheet, plan, character, performer)
        sheet.write(".\n")


def _portray(sheet: Sheet, plan: Plan, character: str, performer: str) -> None:
    who, part = plan.spoken[performer], plan.spoken[character]
    at = sheet.state(f"{who} plays {part}", f"{who} has the part of {part}", {performer: {"portrays": [character]}})
    sheet.find("portrayal", who, part, at, "production")


def _summaries(plan: Plan) -> Sheet:
    sheet = Sheet("summaries", "plot summaries", f"Summaries of {plan.title}", author="")
    sheet.author = contributor = _writer(plan)
    sheet.skip(f"{plan.title.upper()} (PLOT SUMMARIES)", "heading")
    sheet.write("\n")
    told = plan.tellings.get("summaries", [])
    cast = list(plan.cast.items())
    for place in range(3):
        heading, contributor = f"summary {place + 1}", _writer(plan)
        sheet.write("\n")
        with sheet.part(heading=heading, author=contributor):
            for character, performer in cast[place::3][:3]:
                _portray(sheet, plan, character, performer)
                sheet.write(". ")
            _all(sheet, plan, told[place::3])
            sheet.write("— ")
            at = sheet.write(plan.spoken[contributor])
            sheet.find("summary_contributor", heading, plan.spoken[contributor], at, "production")
        sheet.write("\n")
    return sheet


def _life_article(plan: Plan) -> Sheet:
    sheet = Sheet("life-article", "magazine article", f"The lives behind {plan.title}", author=_writer(plan))
    _heading(sheet, f"The lives behind {plan.title}")
    for character, performer in list(plan.cast.items())[:2]:
        _portray(sheet, plan, character, performer)
        sheet.write(".\n")
    told = plan.tellings["life-article"]
    _films(sheet, plan, [each for each in told if each.about == plan.film])
    _born(sheet, plan)
    _all(sheet, plan, [each for each in told if each.about != plan.film], past=True)
    with sheet.part(leftOut="teasers"):
        at = sheet.write("Read next: ten films that nobody has finished. Subscribe for more.")
    sheet.find("noise", "", "teaser", at, "production")
    return sheet


def _films(sheet: Sheet, plan: Plan, tellings: list[Telling]) -> None:
    for telling in tellings:
        for predicate, values in telling.says.items():
            _, kind, world = FACTS[predicate]
            text = plan.spoken.get(values[0], values[0])
            form = {"releasedIn": f"{plan.title} ({text})", "directedBy": f"{plan.title} was directed by {text}"}[
                predicate
            ]
            at = sheet.state(form, f"{kind.replace('_', ' ')}: {text}", {telling.about: {predicate: values}})
            sheet.find(kind, plan.title, text, at, world)
            sheet.write(".\n")


def _born(sheet: Sheet, plan: Plan) -> None:
    """Say in the words of an obituary what the tellings of birth and death say again in full."""
    for life in plan.lives:
        at = sheet.write(f"{life.name} was born on {day_in_words(str(life.born))}")
        sheet.find("birth_date", life.name, str(life.born), at, "life", precision="day")
        at = sheet.write(f" and died on {day_in_words(str(life.died))}")
        sheet.find("death_date", life.name, str(life.died), at, "life", precision="day")
        sheet.write(".\n")


def _interview(plan: Plan) -> Sheet:
    magazine = plan.concept("Organization", words()["magazines"][plan.number % 4])
    sheet = Sheet("interview", "interview article", f"They were there: {plan.title}", author=magazine)
    _heading(sheet, f"They were there: {plan.title}")
    told = plan.tellings["interview"]
    _films(sheet, plan, [each for each in told if each.about == plan.film])
    _all(sheet, plan, [each for each in told if each.about != plan.film], past=True)
    return sheet


def _reprint(plan: Plan) -> Sheet:
    sheet = Sheet("reprint", "reprint of an article", f"Reprinted: the lives behind {plan.title}", author=_writer(plan))
    sheet.derived_from = "life-article"
    _heading(sheet, f"First printed as: The lives behind {plan.title}")
    _all(sheet, plan, plan.tellings["reprint"], past=True)
    return sheet


def _writer(plan: Plan) -> str:
    """Return somebody who writes about films, or makes them."""
    return plan.person(plan.corpus.performers + heavy(plan.rng, plan.corpus.writers))

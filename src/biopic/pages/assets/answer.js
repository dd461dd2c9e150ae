// The rows of an answer as a table whose rows end in passages, as `biopic.pages.answer` and `tools.html` make it.

import { bindInside, say } from "./sparql.js";
import { linkTo } from "./address.js";
import { make } from "./elements.js";

const keyOf = (term) => (term ? `${term.type} ${term.value} ${term.language ?? ""} ${term.datatype ?? ""}` : "");

// Put the rows of a table together: those that differ only in their evidence are one.
export function gather(question, table) {
  const at = Object.fromEntries(table.variables.map((name, index) => [name, index]));
  const columns = table.variables.filter((name) => !question.evidence.includes(name));
  const rows = new Map();
  for (const raw of table.rows) {
    const cells = columns.map((name) => raw[at[name]]);
    const key = cells.map(keyOf).join("\n");
    if (!rows.has(key)) rows.set(key, { cells, under: [] });
    if ("passage" in at && raw[at.passage]) rows.get(key).under.push(Object.fromEntries(question.evidence.map((name) => [name, name in at ? raw[at[name]] : null])));
  }
  return { columns, rows: [...rows.values()] };
}

// Say once what never changes, leave out what is empty, and put rows under their headings.
export function arrange(question, columns, rows) {
  const values = columns.map((_, at) => new Set(rows.map((row) => keyOf(row.cells[at]))));
  const filled = columns.filter((_, at) => [...values[at]].some((each) => each));
  const same = filled.filter((name) => rows.length > 1 && values[columns.indexOf(name)].size === 1);
  const headed = question.group.filter((name) => filled.includes(name) && !same.includes(name));
  const body = filled.filter((name) => !same.includes(name) && !headed.includes(name));
  const pick = (row, names) => names.map((name) => row.cells[columns.indexOf(name)]);
  const groups = new Map();
  for (const row of rows) {
    const heading = pick(row, headed).filter((each) => each);
    const key = heading.map(keyOf).join("\n");
    if (!groups.has(key)) groups.set(key, { heading, rows: [] });
    groups.get(key).rows.push({ cells: pick(row, body), under: row.under });
  }
  return { columns: body, same: same.map((name) => [name, rows[0].cells[columns.indexOf(name)]]), groups: [...groups.values()] };
}

// Look up the passages under rows.
export async function findPlaces(question, graph, rows) {
  const passages = new Map(rows.flatMap((row) => row.under.map((each) => [each.passage.value, each.passage])));
  const found = new Map();
  const wanted = [...passages.values()];
  for (let at = 0; at < wanted.length; at += 500) {
    const table = await graph.ask(bindInside(question.places, { passage: wanted.slice(at, at + 500) }));
    for (const row of table.rows) {
      const said = Object.fromEntries(table.variables.map((name, index) => [name, row[index]]));
      found.set(said.passage.value, said);
    }
  }
  return found;
}

// Draw the answer; `labels` must know its terms.
export function draw(told, labels, found, places) {
  const { question } = told;
  const lang = question.language === told.language ? "" : question.language;
  const { columns, same, groups } = arrange(question, found.columns, found.rows);
  const evident = found.rows.some((row) => row.under.length);
  const cell = (term, name) => make("div", { role: "cell", class: "cell" }, make("span", { class: "of", "aria-hidden": "true", lang }, question.columns[name]), labels.show(term));
  const row = (each, index) => make("div", { role: "row" },
    columns.length ? each.cells.map((term, at) => cell(term, columns[at])) : make("div", { role: "cell", class: "cell" }, String(index + 1)),
    evident ? make("div", { role: "cell", class: "evidence" }, evidence(told, labels, each.under, places)) : "");
  const head = make("div", { role: "rowgroup", class: "head" }, make("div", { role: "row" },
    columns.length ? columns.map((name) => make("span", { role: "columnheader", lang }, question.columns[name])) : make("span", { role: "columnheader" }, say(told, "ask.row")),
    evident ? make("span", { role: "columnheader" }, say(told, "ask.said")) : ""));
  const drawn = groups.map(({ heading, rows }) => make("div", { role: "rowgroup" },
    heading.length ? make("div", { role: "row", class: "heading" }, make("span", { role: "rowheader" }, heading.flatMap((term, at) => [at ? " · " : "", labels.show(term)]))) : "",
    rows.map(row)));
  return [
    same.length ? make("dl", { class: "same facts" }, same.flatMap(([name, term]) => [make("dt", { lang }, question.columns[name]), make("dd", {}, labels.show(term))])) : "",
    make("div", { class: evident ? "answers with" : "answers", role: "table", "aria-labelledby": "count" }, head, drawn),
  ];
}

function evidence(told, labels, under, places) {
  const once = new Map(under.map((each) => [`${each.passage.value} ${each.speaker?.value ?? ""}`, each]));
  const drawn = [...once.values()].filter((each) => places.has(each.passage.value)).map((each) => passage(told, labels, each, places.get(each.passage.value)));
  if (drawn.length < 3) return drawn;
  return [drawn.slice(0, 2), make("details", {}, make("summary", {}, say(told, "line.more", { n: drawn.length - 2 })), drawn.slice(2))];
}

// A text that is not in the graph is not in the browser: the gist stands in.
function passage(told, labels, each, place) {
  const span = `${place.start.value}–${place.end.value}`;
  const speaker = each.speaker && each.speaker.value !== place.document.value ? [labels.show(each.speaker), ", "] : "";
  const where = make("a", { class: "place", href: linkTo(each.passage.value, told), "aria-label": say(told, "passage.at", { start: place.start.value, end: place.end.value }) }, span);
  const contested = each.contested?.value === "true" ? make("p", { class: "flags" }, make("a", { class: "flag warn", href: linkTo(each.assertion?.value ?? each.passage.value, told) }, say(told, "line.contested"))) : "";
  return [
    make("blockquote", { class: "passage gist" }, make("p", {}, place.gist.value),
      make("footer", {}, speaker, make("cite", {}, labels.show(place.document)), ", ", where, " ", make("span", { class: "hint" }, say(told, "gist.hint")))),
    contested,
  ];
}

// Show what a query brought: as a table, as a graph where things are linked, on a timeline where there are times.

import { bindInside, say } from "./sparql.js";
import { asCsv, download, make } from "./elements.js";

const MOST = 1000;
const DRAWN = 400;
const DATES = /#(date|dateTime|gYear|gYearMonth)$/;

// Show an answer in `place`, and say in `status` how much it is.
export async function show(place, status, { told, labels, graph, answer, query, ms }) {
  if (answer.form === "boolean") {
    status.replaceChildren(make("p", { class: "lead" }, say(told, answer.value ? "editor.yes" : "editor.no")));
    return;
  }
  const table = answer.form === "table" ? answer : asTable(told, answer);
  const seen = table.rows.slice(0, MOST);
  await labels.look(seen.flat());
  const said = say(told, answer.form === "table" ? "editor.rows" : "editor.triples", { n: table.rows.length, ms });
  status.replaceChildren(make("p", { class: "count" }, said, seen.length < table.rows.length ? ` · ${say(told, "editor.first", { n: MOST })}` : ""));
  if (!table.rows.length) return;
  const times = await findTimes(told, graph, seen);
  const ways = [["editor.table", () => drawTable(told, labels, { ...table, rows: seen })]];
  const linked = links(table);
  if (linked) ways.push(["editor.graph", (box) => drawGraph(box, told, labels, seen.slice(0, DRAWN), linked)]);
  if (times) ways.push(["editor.timeline", (box) => drawTimeline(box, told, labels, seen, times)]);
  place.replaceChildren(...switcher(told, ways, answer.form === "graph"), downloads(table, labels, query));
}

function asTable(told, answer) {
  return { variables: ["subject", "predicate", "object"].map((name) => say(told, `editor.${name}`)), rows: answer.triples, triples: true };
}

// Buttons for the ways to show an answer, and the place where it is shown.
function switcher(told, ways, graphFirst) {
  const box = make("div", { class: "shown" });
  const choose = async (at) => {
    buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(index === at)));
    box.replaceChildren();
    const drawn = await ways[at][1](box);
    if (drawn) box.replaceChildren(drawn);
  };
  const buttons = ways.map(([key], at) => make("button", { type: "button", class: "quiet", "aria-pressed": "false", onclick: () => choose(at) }, say(told, key)));
  choose(graphFirst && ways.length > 1 ? 1 : 0);
  return [ways.length > 1 ? make("p", { class: "ways", role: "group", "aria-label": say(told, "editor.show") }, buttons) : "", box].filter((each) => each);
}

function drawTable(told, labels, table) {
  const head = make("tr", {}, table.variables.map((name) => make("th", { scope: "col" }, name)));
  const rows = table.rows.map((row) => make("tr", {}, row.map((term) => make("td", { title: term?.type === "uri" ? term.value : "" }, labels.show(term)))));
  const name = say(told, "editor.table");
  return make("div", { class: "scroll", role: "region", "aria-label": name, tabindex: "0" }, make("table", { class: "found" }, make("thead", {}, head), make("tbody", {}, rows)));
}

// Which columns link things: the subject and object of triples; in rows, the first column of things with each other one.
function links(table) {
  if (table.triples) return { from: 0, by: 1, to: [2] };
  const things = table.variables.map((_, at) => at).filter((at) => table.rows.some((row) => row[at]?.type === "uri"));
  if (things.length === 3 && /^(p|pred|predicate|property|how)$/.test(table.variables[things[1]])) return { from: things[0], by: things[1], to: [things[2]] };
  return things.length > 1 ? { from: things[0], to: things.slice(1), names: table.variables } : null;
}

async function drawGraph(box, told, labels, rows, linked) {
  const { draw } = await import("./graph.js");
  const nodes = new Map();
  const edges = new Map();
  const add = (term) => {
    const id = `${term.type} ${term.value}`;
    const text = labels.text(term);
    nodes.set(id, { id, label: text.length > 60 ? `${text.slice(0, 59)}…` : text, kind: kindOf(term, told), iri: term.type === "uri" ? term.value : "" });
    return id;
  };
  for (const row of rows) {
    for (const at of linked.to) {
      if (!row[linked.from] || !row[at]) continue;
      const [from, to] = [add(row[linked.from]), add(row[at])];
      const label = linked.names ? linked.names[at] : labels.text(row[linked.by]);
      edges.set(`${from}\n${label}\n${to}`, { from, to, label });
    }
  }
  const canvas = make("div", { class: "graph", role: "img", "aria-label": say(told, "editor.drawn", { nodes: nodes.size, edges: edges.size }) });
  box.replaceChildren(canvas);
  draw(canvas, [...nodes.values()], [...edges.values()]);
}

function kindOf(term, told) {
  if (term.type !== "uri") return "literal";
  if (!term.value.startsWith(`${told.base}id/`)) return "term";
  return term.value.slice(told.base.length + 3).includes("/") ? "story" : "life";
}

// Return for each term that is a time the days between which it lies; null where there is none.
async function findTimes(told, graph, rows) {
  const found = new Map();
  const terms = new Map(rows.flat().filter((each) => each?.type === "uri" && each.value.startsWith(`${told.base}time/`)).map((each) => [each.value, each]));
  if (terms.size) {
    const table = await graph.ask(bindInside(told.queries.times, { x: [...terms.values()] }));
    for (const [x, earliest, latest] of table.rows) found.set(x.value, [earliest.value, latest.value]);
  }
  for (const each of rows.flat()) if (each?.type === "literal" && DATES.test(each.datatype ?? "")) found.set(each.value, [each.value, each.value]);
  return found.size ? found : null;
}

async function drawTimeline(box, told, labels, rows, times) {
  const { draw } = await import("./timeline.js");
  const once = new Map();
  for (const row of rows) {
    const at = row.findIndex((term) => term && times.has(term.value));
    if (at < 0) continue;
    const text = row.filter((term, index) => index !== at && term?.type === "uri" && !times.has(term.value)).slice(0, 2).map((term) => labels.text(term)).join(" · ");
    const when = labels.text(row[at]);
    once.set(`${text}\n${row[at].value}`, { text: text || when, when, span: times.get(row[at].value), kind: row.find((term) => term?.type === "uri") ? kindOf(row.find((term) => term?.type === "uri"), told) : "life" });
  }
  const canvas = make("div", { class: "timeline", role: "img", "aria-label": say(told, "editor.times", { n: once.size }) });
  box.replaceChildren(canvas);
  draw(canvas, [...once.values()], told.language);
}

function downloads(table, labels, query) {
  const csv = () => download("answer.csv", asCsv([table.variables, ...table.rows.map((row) => row.map((term) => term?.value))]), "text/csv");
  const json = () => {
    const bindings = table.rows.map((row) => Object.fromEntries(table.variables.map((name, at) => [name, row[at]]).filter(([, term]) => term).map(([name, term]) => [name, said(term)])));
    download("answer.json", `${JSON.stringify({ head: { vars: table.variables }, results: { bindings } }, null, 1)}\n`, "application/sparql-results+json");
  };
  const text = () => download("query.rq", query, "application/sparql-query");
  const offer = (name, act) => make("button", { type: "button", class: "plain", onclick: act }, name);
  return make("p", { class: "tools" }, offer("CSV", csv), offer("JSON", json), offer("SPARQL", text));
}

function said(term) {
  const { language, ...rest } = term;
  return language ? { ...rest, "xml:lang": language } : rest;
}

// Walk the network: what is chosen, in the drawing or in the list beside it, brings out what it is tied to.

import { bindInside, connect, say, settings } from "./sparql.js";
import { draw, elements, rings } from "./graph.js";
import { Labels } from "./labels.js";
import { linkTo } from "./address.js";
import { make } from "./elements.js";

const told = settings();
const get = (id) => document.getElementById(id);
const beside = get("beside");
const names = `${told.base}id/`;
const things = new Map(told.things.map(([iri, label, kind]) => [iri, { id: iri, label, kind }]));
const ties = new Map();
const asked = new Set();
const hows = new Map(told.hows);
const graph = connect(told);
const labels = new Labels(told, graph);
const NEAR = 22;
const TRAIL = 3;
const isEvent = (iri) => things.get(iri).kind.endsWith("-event");
let cy;
let trail = [];

function tie(from, to, how) {
  ties.set(`${from}\n${how}\n${to}`, { from, to, how });
}

for (const [from, to, how] of told.edges) tie(told.things[from][0], told.things[to][0], told.hows[how][0]);

const around = (iri) => [...ties.values()].filter(({ from, to }) => from === iri || to === iri);
const term = (value) => ({ type: "uri", value });
const drawn = ({ from, to, how }) => ({ from, to, label: hows.get(how) ?? "" });

function begin() {
  cy?.destroy();
  trail = [];
  const first = told.first.map((at) => told.things[at][0]);
  const inside = new Set(first);
  const between = [...ties.values()].filter(({ from, to }) => inside.has(from) && inside.has(to));
  cy = draw(get("graph"), first.map((iri) => ({ ...things.get(iri) })), between.map(drawn));
  cy.on("tap", "node", ({ target }) => choose(target.id()));
  mark();
}

// Things with more to bring out have a double rim.
function mark() {
  cy.nodes().forEach((node) => node.data("more", around(node.id()).some(({ from, to }) => cy.getElementById(from).empty() || cy.getElementById(to).empty())));
}

// Of a graph too large for one page, what is around a thing is asked for once.
async function find(iri) {
  if (told.whole || asked.has(iri)) return;
  asked.add(iri);
  const how = told.ties.map(term);
  const both = await Promise.all([{ how, from: [term(iri)] }, { how, to: [term(iri)] }].map((values) => graph.ask(bindInside(told.queries.network, values))));
  const table = { rows: both.flatMap(({ rows }) => rows.slice(0, told.around)) };
  const fresh = table.rows.flat().filter((each) => each?.type === "uri" && !things.has(each.value));
  await labels.look(fresh);
  const kinds = fresh.length ? await graph.ask(bindInside(told.queries.kinds, { x: fresh })) : { rows: [] };
  const kind = new Map(kinds.rows.map(([x, each]) => [x.value, each.value.slice(told.ontology.length)]));
  for (const [from, how, to] of table.rows) {
    hows.set(how.value, hows.get(how.value) ?? labels.text(how));
    for (const each of [from, to]) if (!things.has(each.value)) things.set(each.value, { id: each.value, label: labels.text(each), kind: sort(each.value, kind.get(each.value)) });
    tie(from.value, to.value, how.value);
  }
}

function sort(iri, kind) {
  const world = iri.startsWith(names) && iri.slice(names.length).includes("/") ? "story" : "life";
  return kind === "Film" ? "film" : kind === "Event" ? `${world}-event` : world;
}

async function choose(iri, told_ = true) {
  if (!things.has(iri)) things.set(iri, { id: iri, label: iri.slice(names.length), kind: "life" });
  await find(iri);
  bringOut(iri);
  list(iri);
  if (told_) history.pushState(null, "", `#of=${iri.slice(names.length)}`);
}

// The drawing shows what was chosen, its neighbours (beings and films before events, the much tied before the little tied), and
// where one came from; the list has all of them.
function bringOut(iri) {
  trail = [iri, ...trail.filter((each) => each !== iri)].slice(0, TRAIL);
  const ends = [...new Set(around(iri).flatMap(({ from, to }) => [from, to]))].filter((each) => each !== iri);
  const weight = (each) => (isEvent(each) ? 0 : 1000) + around(each).length;
  const near = ends.sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1)).slice(0, NEAR);
  const inside = new Set([...trail, ...near]);
  const between = [...ties.values()].filter(({ from, to }) => inside.has(from) && inside.has(to));
  cy.elements().remove();
  cy.add(elements([...inside].map((each) => ({ ...things.get(each) })), between.map(drawn)));
  cy.getElementById(iri).addClass("chosen");
  cy.edges().not(cy.getElementById(iri).connectedEdges()).addClass("faint");
  for (const each of trail.slice(1)) cy.getElementById(each).addClass("passed");
  rings(cy, (node) => (node.id() === iri ? 3 : near.includes(node.id()) && !isEvent(node.id()) ? 2 : 1));
  mark();
}

function list(iri) {
  const groups = new Map();
  for (const { from, to, how } of around(iri)) {
    const back = to === iri;
    const key = `${hows.get(how)} ${back}`;
    if (!groups.has(key)) groups.set(key, { label: back ? `… ${hows.get(how)}` : `${hows.get(how)} …`, ends: [] });
    groups.get(key).ends.push(things.get(back ? from : to));
  }
  const steps = [...groups.keys()].sort().map((key) => groups.get(key)).flatMap(({ label, ends }) => [
    make("h3", { class: "label" }, label),
    make("ul", { class: "plain" }, ends.sort((a, b) => a.label.localeCompare(b.label)).map((end) => make("li", {}, make("button", { type: "button", class: "walk", onclick: () => walk(end.id) }, end.label)))),
  ]);
  const heading = make("h2", { tabindex: "-1" }, things.get(iri).label);
  beside.replaceChildren(heading, make("p", { class: "hint" }, make("a", { href: linkTo(iri, told) }, say(told, "network.page"))), ...(steps.length ? steps : [make("p", {}, say(told, "network.alone"))]));
}

// After a step in the list the focus is on what was stepped to.
async function walk(iri) {
  await choose(iri);
  beside.querySelector("h2").focus();
}

function fromAddress() {
  const of = new URLSearchParams(location.hash.slice(1)).get("of") ?? new URLSearchParams(location.search).get("of");
  const iri = of ? names + of : null;
  if (iri && (things.has(iri) || !told.whole)) choose(iri, false);
}

const casts = [...beside.childNodes];
get("again").addEventListener("click", () => {
  history.pushState(null, "", location.pathname);
  beside.replaceChildren(...casts);
  begin();
});
addEventListener("popstate", fromAddress);
get("drawing").hidden = false;
document.querySelector(".network").classList.add("drawn");
begin();
fromAddress();

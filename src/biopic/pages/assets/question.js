// Ask a question of the library in the browser: the form is answered from the store that the browser holds.

import { bindBehind, connect, say, settings } from "./sparql.js";
import { draw, findPlaces, gather } from "./answer.js";
import { shortName } from "./address.js";
import { Labels } from "./labels.js";
import { asCsv, download, make } from "./elements.js";

const told = settings();
const { question } = told;
const region = document.getElementById("answer");
const form = document.getElementById("asking");
const graph = connect(told, ({ state }) => { if (state === "loading") busy("script.loading"); });
const labels = new Labels(told, graph);
let current = 0;

function busy(key) {
  region.replaceChildren(make("p", { class: "busy" }, say(told, key), " ", make("button", { type: "button", onclick: () => graph.stop() }, say(told, "script.stop"))));
}

// What can be typed for a parameter is in the list beside its field; anything else is the full IRI of something.
function termOf(name, typed) {
  const { kind } = question.parameters[name];
  if (kind === "Heading") return { type: "literal", value: typed };
  const options = [...(document.getElementById(`o-${name}`)?.options ?? [])];
  const wanted = typed.toLowerCase();
  const values = [...new Set(options.filter((each) => each.value === typed || each.text.toLowerCase() === wanted).map((each) => each.value))];
  const exact = options.find((each) => each.value === typed)?.value;
  const value = exact ?? (values.length === 1 ? values[0] : undefined);
  if (value === undefined) return /^https?:\/\/[^\s<>"{}|\\^`]+$/.test(typed) ? { type: "uri", value: typed } : null;
  const start = kind === "Document" ? `${told.base}document/` : ["Property", "Relation", "Outcome", "World", "Decision", "Rule"].includes(kind) ? told.ontology : `${told.base}id/`;
  return { type: "uri", value: start + value };
}

// Return the terms of the form, or null after marking what cannot be understood.
function read() {
  const values = {};
  let fine = true;
  for (const input of form.querySelectorAll("input")) {
    const typed = input.value.trim();
    const term = typed ? termOf(input.name, typed) : null;
    const wrong = (typed && !term) || (!typed && question.parameters[input.name].needed);
    input.toggleAttribute("aria-invalid", false);
    if (wrong) {
      input.setAttribute("aria-invalid", "true");
      document.getElementById(`h-${input.name}`).replaceChildren(make("strong", { class: "wrong" }, typed ? say(told, "script.unknown", { typed }) : say(told, "ask.missing")));
      fine = false;
    }
    if (term) values[input.name] = term;
  }
  return fine ? values : null;
}

async function ask(values) {
  const mine = ++current;
  busy("script.asking");
  const query = bindBehind(question.query, values);
  document.getElementById("sparql").firstElementChild.textContent = query;
  document.getElementById("in-editor").href = `${told.root}sparql.html#query=${encodeURIComponent(query)}`;
  try {
    const found = gather(question, await graph.ask(query));
    const shown = { ...found, rows: found.rows.slice(0, question.most) };
    const places = await findPlaces(question, graph, shown.rows);
    await labels.look([...shown.rows.flatMap((row) => [...row.cells, ...row.under.map((each) => each.speaker)]), ...[...places.values()].map((each) => each.document)]);
    if (mine !== current) return;
    region.replaceChildren(...drawn(found, shown, places));
  } catch (error) {
    if (mine === current) region.replaceChildren(make("p", { class: "wrong", role: "alert" }, error.message));
  }
}

function drawn(found, shown, places) {
  if (!found.rows.length) return [make("p", { class: "lead" }, say(told, "ask.nothing"))];
  const n = found.rows.length;
  const count = n > shown.rows.length ? say(told, "ask.cut", { n: shown.rows.length }) : n === 1 ? say(told, "ask.rows.one") : say(told, "ask.rows", { n });
  const all = { ...found };
  const offer = (form_, make_) => make("button", { type: "button", class: "plain", onclick: () => make_() }, form_);
  return [
    make("p", { class: "count", id: "count" }, count),
    ...draw(told, labels, shown, places),
    make("p", { class: "tools" }, offer("CSV", () => save(all, "csv")), offer("JSON", () => save(all, "json"))),
  ].filter((each) => each);
}

// The download has every row, also those that the page does not show.
async function save(found, kind) {
  const places = await findPlaces(question, graph, found.rows);
  await labels.look(found.rows.flatMap((row) => [...row.cells, ...row.under.map((each) => each.speaker)]));
  const said = (each) => {
    const place = places.get(each.passage.value);
    return { document: place?.document.value ?? "", start: Number(place?.start.value), end: Number(place?.end.value), speaker: labels.text(each.speaker), contested: each.contested?.value === "true", gist: place?.gist.value ?? "", assertion: each.assertion?.value ?? "" };
  };
  if (kind === "json") {
    const value = (term) => (term?.type === "uri" ? { iri: term.value, label: labels.text(term) } : (term?.value ?? null));
    const rows = found.rows.map((row) => ({ ...Object.fromEntries(found.columns.map((name, at) => [name, value(row.cells[at])])), evidence: row.under.map(said) }));
    return download(`${question.name}.json`, `${JSON.stringify(rows, null, 2)}\n`, "application/json");
  }
  const things = new Set(found.columns.filter((_, at) => found.rows.some((row) => row.cells[at]?.type === "uri")));
  const last = ["document", "start", "end", "speaker", "contested", "gist", "assertion"];
  const head = [...found.columns.flatMap((name) => (things.has(name) ? [name, `${name}_iri`] : [name])), ...last];
  const lines = found.rows.flatMap((row) => {
    const cells = found.columns.flatMap((name, at) => (things.has(name) ? [labels.text(row.cells[at]), row.cells[at]?.value] : [labels.text(row.cells[at])]));
    return (row.under.length ? row.under.map((each) => last.map((key) => said(each)[key])) : [last.map(() => "")]).map((under) => [...cells, ...under]);
  });
  return download(`${question.name}.csv`, asCsv([head, ...lines]), "text/csv");
}

function submit() {
  const values = read();
  if (!values) return form.querySelector("[aria-invalid=true]").focus();
  const typed = new URLSearchParams(Object.entries(values).map(([name, term]) => [name, term.type === "uri" ? shortName(term.value, told) : term.value]));
  if (![...typed].length) typed.set("all", "yes");
  history.pushState(null, "", `?${typed}`);
  ask(values);
}

// A link with parameters asks at once.
function fromAddress() {
  const given = new URLSearchParams(location.search);
  if (![...given].length) return;
  for (const input of form?.querySelectorAll("input") ?? []) input.value = given.get(input.name) ?? "";
  const values = form ? read() : {};
  if (values) ask(values);
}

document.getElementById("needs")?.remove();
if (form) {
  for (const each of form.querySelectorAll("[data-live]")) each.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  addEventListener("popstate", fromAddress);
}
fromAddress();


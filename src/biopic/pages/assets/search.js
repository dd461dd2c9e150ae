// The search of the static site: an index that is fetched once, and looked through here.

import { say, settings } from "./sparql.js";
import { make } from "./elements.js";

const told = settings();
const form = document.getElementById("searching");
const field = document.getElementById("q");
const place = document.getElementById("found");
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
let index;

async function load() {
  const response = await fetch(told.index);
  if (!response.ok) throw new Error(`${told.index}: ${response.status}`);
  const { things, passages, documents } = await response.json();
  return {
    things: things.map(([href, label, kind, others = []]) => ({ href, label, kind, others, folded: [label, ...others].map(fold) })),
    passages: passages.map(([href, gist, at]) => ({ href, label: gist, kind: documents[at], others: [], folded: [fold(gist)] })),
  };
}

// How well a text fits, the least first: said whole, begun so, its words as words, or somewhere inside; null for not at all.
function rank(text, words) {
  if (!words.every((word) => text.includes(word))) return null;
  const whole = words.join(" ");
  if (text === whole) return 0;
  if (text.startsWith(whole)) return 1;
  return words.every((word) => ` ${text.replace(/[^\p{L}\p{N}]+/gu, " ")}`.includes(` ${word}`)) ? 2 : 3;
}

function find(entries, words) {
  const found = [];
  for (const each of entries) {
    const ranks = each.folded.map((text) => rank(text, words));
    const best = ranks.reduce((a, b, at) => (b !== null && (a === null || b < ranks[a]) ? at : a), null);
    if (best !== null) found.push({ ...each, rank: ranks[best], by: best ? each.others[best - 1] : "" });
  }
  return found.sort((a, b) => a.rank - b.rank || (a.rank > 0 ? a.label.length - b.label.length : 0) || (a.label < b.label ? -1 : 1));
}

function hits(id, heading, found) {
  const item = ({ href, label, kind, by }) => make("li", {}, make("a", { href: told.root + href }, label), " ", make("span", { class: "hint" }, by ? `${kind} · ${say(told, "search.also", { name: by })}` : kind));
  return found.length ? make("section", { "aria-labelledby": id }, make("h2", { id }, say(told, heading)), make("ul", { class: "hits" }, found.map(item))) : "";
}

async function search(wanted) {
  const words = fold(wanted).split(/\s+/).filter((word) => word);
  if (!words.length) return place.replaceChildren();
  try {
    index ??= await load();
  } catch (error) {
    return place.replaceChildren(make("p", { class: "wrong", role: "alert" }, `${say(told, "search.away")} ${error.message}`));
  }
  const [things, passages] = [find(index.things, words), find(index.passages, words)];
  const more = things.length > told.most || passages.length > told.most;
  const [some, said] = [things.slice(0, told.most), passages.slice(0, told.most)];
  const count = say(told, "search.found", { things: some.length, passages: said.length });
  return place.replaceChildren(
    make("p", { class: "count" }, more ? `${count} · ${say(told, "search.more")}` : count),
    ...[hits("things", "search.things", some), hits("passages", "search.passages", said)].filter((each) => each),
    ...(things.length || passages.length ? [] : [make("p", {}, say(told, "search.nothing"))]),
  );
}

function fromAddress() {
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  search(field.value);
}

document.getElementById("needs").remove();
form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.pushState(null, "", `?${new URLSearchParams({ q: field.value })}`);
  search(field.value);
});
addEventListener("popstate", fromAddress);
fromAddress();

// The SPARQL editor: a library's editor, what completes in it, and what runs it.

import { connect, say, settings } from "./sparql.js";
import { show } from "./results.js";
import { Labels } from "./labels.js";
import { make } from "./elements.js";

const told = settings();
const get = (id) => document.getElementById(id);
const status = get("status");
const graph = connect(told, ({ state }) => { if (state === "loading") status.textContent = say(told, "script.loading"); });
const labels = new Labels(told, graph);
await load("vendor/yasqe/yasqe.js");
const editor = open(fromAddress() ?? told.first);
let current = 0;

// The editor's library is a script of the old kind: as a module it would need leave to evaluate strings.
function load(name) {
  return new Promise((resolve, reject) => {
    document.head.append(make("script", { src: new URL(name, import.meta.url).href, onload: resolve, onerror: () => reject(new Error(name)) }));
  });
}

// Replace the plain text area by the editor. It looks nothing up anywhere but in what the page brought with it.
function open(query) {
  const { Yasqe } = window;
  Yasqe.Autocompleters.prefixes.get = Object.entries(told.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
  Yasqe.Autocompleters.class.get = told.classes;
  Yasqe.Autocompleters.property.get = told.properties;
  for (const each of ["prefixes", "class", "property"]) Yasqe.Autocompleters[each].persistenceId = null;
  Yasqe.defaults.autocompleters = ["prefixes", "class", "property", "variables"];
  const made = new Yasqe(get("editor"), {
    value: query, persistenceId: null, consumeShareLink: null, createShareableLink: null, showQueryButton: false, resizeable: false,
    editorHeight: "auto", viewportMargin: Infinity, lineNumbers: true, screenReaderLabel: say(told, "editor.query"),
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": () => run(), "Cmd-Enter": () => run(), "Ctrl-S": () => {} },
  });
  made.getInputField().setAttribute("aria-label", say(told, "editor.query"));
  get("editor").querySelector("label").remove();
  get("query").remove();
  return made;
}

function fromAddress() {
  const given = new URLSearchParams(location.hash.slice(1)).get("query");
  return given === null ? null : given;
}

async function run() {
  const mine = ++current;
  const query = editor.getValue();
  get("shown").replaceChildren();
  status.replaceChildren(make("p", { class: "busy" }, say(told, "script.asking")));
  get("stop").hidden = false;
  const began = performance.now();
  try {
    const answer = await graph.ask(query);
    if (mine !== current) return;
    await show(get("shown"), status, { told, labels, graph, answer, query, ms: Math.round(performance.now() - began) });
  } catch (error) {
    if (mine === current) status.replaceChildren(make("p", { class: "wrong", role: "alert" }, error.message));
  } finally {
    if (mine === current) get("stop").hidden = true;
  }
}

function link() {
  get("share").href = `#query=${encodeURIComponent(editor.getValue())}`;
}

get("asking").addEventListener("submit", (event) => { event.preventDefault(); run(); });
get("stop").addEventListener("click", () => graph.stop());
get("library").addEventListener("change", ({ target }) => {
  if (!target.value) return;
  editor.setValue(told.questions[target.value]);
  target.value = "";
  run();
});
addEventListener("hashchange", () => {
  const given = fromAddress();
  if (given !== null && given !== editor.getValue()) editor.setValue(given);
});
editor.on("change", link);
link();
get("needs").remove();
for (const id of ["library", "share", "keys"]) get(id).hidden = false;
if (fromAddress() !== null) run();

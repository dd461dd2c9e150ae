// Ask SPARQL: of the server that sent the page, or of a store that a worker of this browser holds. Both give the same answers:
//   {form: "table", variables, rows}   a row being a list of terms, one a variable, null where unbound
//   {form: "graph", triples}           a triple being three terms
//   {form: "boolean", value}
// A term is {type: "uri" | "literal" | "bnode", value, language?, datatype?}.

const JSON_RESULTS = "application/sparql-results+json";
const JSON_LD = "application/ld+json";
const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

// Return what the page tells its scripts.
export function settings() {
  return JSON.parse(document.getElementById("settings").textContent);
}

// Return a text of the page's language, its {names} filled in.
export function say(told, key, values = {}) {
  return told.words[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// Return what answers queries: {ask(query) -> promise of an answer, stop()}. `tell` hears what takes a while.
export function connect(told, tell = () => {}) {
  return told.backend === "server" ? new Server(told) : new Browser(told, tell);
}

class Server {
  constructor(told) {
    this.told = told;
    this.running = new Set();
  }

  async ask(query) {
    const running = new AbortController();
    this.running.add(running);
    try {
      const response = await fetch(this.told.endpoint, {
        method: "POST",
        headers: { Accept: `${JSON_RESULTS}, ${JSON_LD};q=0.9`, "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ query }),
        signal: running.signal,
      });
      const text = await response.text();
      if (!response.ok) throw new Error(complaint(text, response));
      const graph = (response.headers.get("Content-Type") ?? "").includes("ld+json");
      return graph ? readGraph(JSON.parse(text)) : readResults(JSON.parse(text));
    } finally {
      this.running.delete(running);
    }
  }

  stop() {
    for (const each of this.running) each.abort(new Error(this.told.words["script.stopped"]));
  }
}

// What a server says is wrong: one line of text, or the same inside JSON.
function complaint(text, response) {
  try {
    const said = JSON.parse(text);
    return String(said.detail ?? said.error ?? said.message ?? said.title ?? text).slice(0, 1000);
  } catch {
    return text.trim().slice(0, 1000) || `${response.status} ${response.statusText}`;
  }
}

class Browser {
  constructor(told, tell) {
    this.told = told;
    this.tell = tell;
    this.waiting = new Map();
    this.last = 0;
  }

  ask(query) {
    this.worker ??= this.start();
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, query });
    });
  }

  start() {
    const worker = new Worker(new URL("store-worker.js", import.meta.url), { type: "module" });
    worker.postMessage({ dataset: new URL(this.told.dataset, document.baseURI).href, base: this.told.base });
    worker.onmessage = ({ data }) => this.hear(data);
    worker.onerror = (error) => this.fail(error.message || this.told.words["script.noworker"]);
    return worker;
  }

  hear(data) {
    if (data.state) return this.tell(data);
    const waiting = this.waiting.get(data.id);
    this.waiting.delete(data.id);
    if (data.error) return waiting?.reject(new Error(data.error));
    if (data.graph) return waiting?.resolve(readGraph(JSON.parse(data.graph)));
    return waiting?.resolve(readResults(JSON.parse(data.results)));
  }

  fail(reason) {
    this.worker?.terminate();
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(new Error(reason));
    this.waiting.clear();
  }

  stop() {
    if (this.waiting.size) this.fail(this.told.words["script.stopped"]);
  }
}

// Read SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/).
function readResults(data) {
  if ("boolean" in data) return { form: "boolean", value: data.boolean };
  const variables = data.head.vars;
  const rows = data.results.bindings.map((binding) => variables.map((name) => (name in binding ? term(binding[name]) : null)));
  return { form: "table", variables, rows };
}

function term(said) {
  return { type: said.type === "typed-literal" ? "literal" : said.type, value: said.value, language: said["xml:lang"], datatype: said.datatype };
}

// Read expanded JSON-LD (https://www.w3.org/TR/json-ld11-api/#expansion), the form that has full IRIs only.
function readGraph(data) {
  const triples = [];
  const nodes = Array.isArray(data) ? data : (data["@graph"] ?? [data]);
  for (const node of nodes) {
    const subject = named(node["@id"]);
    for (const [key, values] of Object.entries(node)) {
      if (key === "@id") continue;
      const predicate = named(key === "@type" ? RDF_TYPE : key);
      for (const value of [values].flat()) triples.push([subject, predicate, valued(value)]);
    }
  }
  return { form: "graph", triples };
}

function named(iri) {
  return iri.startsWith("_:") ? { type: "bnode", value: iri.slice(2) } : { type: "uri", value: iri };
}

function valued(value) {
  if (typeof value === "string") return named(value);
  if ("@id" in value) return named(value["@id"]);
  return { type: "literal", value: String(value["@value"]), language: value["@language"], datatype: value["@type"] };
}

// Return the query with each variable bound to terms inside its first pattern, as the pages of the server do.
export function bindInside(query, values) {
  const clause = Object.entries(values).map(([name, terms]) => ` VALUES ?${name} { ${terms.map(written).join(" ")} }`).join("");
  return query.replace("WHERE {", () => `WHERE {${clause}`);
}

// Return the query with variables bound behind it, one term each.
export function bindBehind(query, values) {
  const names = Object.keys(values);
  if (!names.length) return query;
  return `${query.trimEnd()}\nVALUES (${names.map((name) => `?${name}`).join(" ")}) { (${names.map((name) => written(values[name])).join(" ")}) }\n`;
}

// Write a term as SPARQL has it; the escapes of JSON are among those of SPARQL (https://www.w3.org/TR/sparql11-query/#rECHAR).
export function written(said) {
  if (said.type === "uri") return `<${said.value.replace(/[\x00-\x20<>"{}|\\^`]/g, (mark) => encodeURIComponent(mark))}>`;
  const text = JSON.stringify(said.value);
  return said.language ? `${text}@${said.language}` : said.datatype ? `${text}^^<${said.datatype}>` : text;
}

// A store of the whole graph inside the browser: Oxigraph compiled to WebAssembly, in a worker, so that the page stays alive
// and a query can be stopped by ending the worker. It answers in the forms that the server answers in.

import init, { Store } from "./vendor/oxigraph/web.js";

let store;
let base;

onmessage = ({ data }) => {
  if (data.dataset) {
    base = data.base;
    store = open(data.dataset);
    store.catch(() => {});
  } else answer(data);
};

async function open(dataset) {
  postMessage({ state: "loading" });
  const [, data] = await Promise.all([init(), fetchDataset(dataset)]);
  const made = new Store();
  made.load(data, { format: "application/n-quads", no_transaction: true, lenient: true });
  postMessage({ state: "ready", size: made.size });
  return made;
}

// Some web hosts unpack a .gz file on its way, most do not: the first two bytes tell.
async function fetchDataset(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status} ${response.statusText}`);
  const data = new Uint8Array(await response.arrayBuffer());
  if (data[0] !== 0x1f || data[1] !== 0x8b) return data;
  return new Uint8Array(await new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

async function answer({ id, query }) {
  try {
    postMessage({ id, ...run(await store, query) });
  } catch (error) {
    postMessage({ id, error: brief(String(error.message ?? error)) });
  }
}

// A query says only when it runs whether its results are rows or triples.
function run(opened, query) {
  const options = { base_iri: base };
  try {
    return { results: opened.query(query, { ...options, results_format: "application/sparql-results+json" }) };
  } catch (error) {
    if (!/Not supported RDF format/.test(String(error))) throw error;
    return { graph: opened.query(query, { ...options, results_format: "application/ld+json" }) };
  }
}

// The parser lists everything that could have stood there; the place is what helps.
function brief(message) {
  return message.replace(/: expected one of[\s\S]{160,}$/, "").slice(0, 1000);
}

// Where the page of a thing is, as `biopic.pages.address` has it.

const NODES = ["id", "document", "assertion", "comparison", "inference", "time", "quantity", "portrayal", "verdict", "link"];

// Return the link to the page of an IRI, or "" for what has none. `told` is what the page tells its scripts.
export function linkTo(iri, told) {
  if (iri.startsWith(told.ontology)) return `${told.root}ontology.html#${iri.slice(told.ontology.length)}`;
  if (!iri.startsWith(told.base)) return /^https?:\/\//.test(iri) ? iri : "";
  const [kind, ...rest] = iri.slice(told.base.length).split("/");
  const name = rest.join("/").replaceAll("%", "=");
  if (kind === "passage" || kind === "part") {
    const at = name.lastIndexOf("/");
    return at > 0 ? `${told.root}document/${name.slice(0, at)}.html#${kind === "part" ? "part-" : "p"}${name.slice(at + 1)}` : "";
  }
  return NODES.includes(kind) && name ? `${told.root}${kind}/${name}.html` : "";
}

// Return what an IRI is called where it has no label: its last piece.
export function lastPiece(iri) {
  const piece = iri.replace(/\/$/, "").split(/[/#]/).at(-1);
  try { return decodeURIComponent(piece) || iri; } catch { return piece || iri; }
}

// Return the short name of an IRI of ours, as one types it.
export function shortName(iri, told) {
  for (const start of [`${told.base}id/`, `${told.base}document/`, told.ontology]) if (iri.startsWith(start)) return iri.slice(start.length);
  return iri;
}

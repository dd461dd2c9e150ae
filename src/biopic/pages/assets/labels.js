// What things are called, asked of the graph and kept.

import { bindInside } from "./sparql.js";
import { lastPiece, linkTo } from "./address.js";
import { make } from "./elements.js";

const BATCH = 500;

export class Labels {
  constructor(told, graph) {
    this.told = told;
    this.graph = graph;
    this.known = new Map();
  }

  // Look up the labels of the IRIs among the terms that are not known yet.
  async look(terms) {
    const iris = [...new Set(terms.filter((each) => each?.type === "uri").map((each) => each.value))].filter((iri) => !this.known.has(iri));
    for (let at = 0; at < iris.length; at += BATCH) {
      const batch = iris.slice(at, at + BATCH);
      const found = await this.graph.ask(bindInside(this.told.queries.labels, { x: batch.map((value) => ({ type: "uri", value })) }));
      for (const iri of batch) this.known.set(iri, "");
      const labels = found.rows.map(([x, label]) => [x.value, label.value, this.rank(label.language)]);
      labels.sort(([, a, first], [, b, second]) => first - second || (a < b ? -1 : 1));
      for (const [iri, label] of labels) this.known.set(iri, this.known.get(iri) || label);
    }
  }

  // The smaller, the better: the page's language, then English, then none, then any other; pages made without scripts do the same.
  rank(language) {
    const at = [this.told.language, "en", undefined].indexOf(language);
    return at < 0 ? 3 : at;
  }

  text(term) {
    if (!term) return "";
    return term.type === "uri" ? this.known.get(term.value) || lastPiece(term.value) : term.value;
  }

  // Return a term as an element: a link where there is a page.
  show(term) {
    if (!term) return "";
    const link = term.type === "uri" ? linkTo(term.value, this.told) : "";
    if (!link) return make("span", { lang: term.language }, this.text(term));
    const story = term.value.startsWith(`${this.told.base}id/`) && term.value.slice(this.told.base.length + 3).includes("/");
    return make("a", { href: link, class: story ? "of-story" : "" }, this.text(term));
  }
}

// Draw things and the links between them, in the colours of the page.

import cytoscape from "./vendor/cytoscape/cytoscape.js";

const mark = "__________cytoscape_stylesheet";

// The library would add a style element, which our pages do not allow; biopic.css has what it says.
function quiet() {
  if (!document.getElementById(mark)) document.head.append(Object.assign(document.createElement("meta"), { id: mark }));
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

function look() {
  const of = colours();
  const sans = getComputedStyle(document.documentElement).getPropertyValue("--sans");
  const kind = (name, colour, shape, extra = {}) => ({ selector: `node[kind = "${name}"]`, style: { "background-color": colour, "border-color": colour, shape, ...extra } });
  return [
    { selector: "node", style: { label: "data(label)", color: of("ink"), "font-family": sans, "font-size": 12, "text-valign": "bottom", "text-margin-y": 5, "text-wrap": "wrap", "text-max-width": 120, width: 16, height: 16, "border-width": 1.5, "background-color": of("soft"), "text-background-color": of("paper"), "text-background-opacity": 0.85, "text-background-padding": 1 } },
    kind("story", of("story"), "ellipse"),
    kind("story-event", of("story"), "diamond", { width: 13, height: 13 }),
    kind("life", of("life"), "ellipse"),
    kind("life-event", of("life"), "diamond", { width: 13, height: 13 }),
    kind("film", of("ink"), "round-rectangle", { width: 30, height: 20, "font-size": 15, "font-style": "italic" }),
    kind("term", of("soft"), "rectangle", { width: 11, height: 11 }),
    kind("literal", of("paper"), "rectangle", { width: 9, height: 9, "border-color": of("soft"), color: of("soft") }),
    { selector: "node[?more]", style: { "outline-width": 1, "outline-offset": 2, "outline-color": of("edge") } },
    { selector: "node.chosen", style: { "border-color": of("ink"), "border-width": 4, "border-style": "solid", "font-weight": 700, width: 24, height: 24, "font-size": 15, "z-index": 9 } },
    { selector: "node.passed", style: { "border-color": of("ink"), "border-width": 2 } },
    { selector: "edge", style: { width: 1, "line-color": of("edge"), "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 0.7, "target-arrow-color": of("edge"), label: "data(label)", "font-family": sans, "font-size": 10, color: of("soft"), "text-rotation": "autorotate", "text-background-color": of("paper"), "text-background-opacity": 0.9, "text-background-padding": 1, "min-zoomed-font-size": 8 } },
    { selector: "edge.faint", style: { label: "", "line-style": "dotted", opacity: 0.45, "target-arrow-shape": "none" } },
  ];
}

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function layout(cy, options = {}) {
  cy.layout({ name: "cose", animate: false, padding: 30, nodeRepulsion: () => 60000, idealEdgeLength: () => 90, nodeOverlap: 24, componentSpacing: 90, randomize: true, numIter: cy.nodes().length > 250 ? 250 : 900, ...options }).run();
}

// Draw nodes {id, label, kind, more?} and edges {from, to, label}; return the library's own object.
export function draw(canvas, nodes, edges) {
  quiet();
  const cy = cytoscape({
    container: canvas,
    elements: elements(nodes, edges),
    style: look(),
    minZoom: 0.1,
    maxZoom: 1.7,
    layout: { name: "preset" },
  });
  spread(cy);
  layout(cy, { randomize: false });
  new MutationObserver(() => cy.style(look())).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(look()));
  return cy;
}

export function elements(nodes, edges) {
  return [
    ...nodes.map((data) => ({ group: "nodes", data })),
    ...edges.map(({ from, to, label }) => ({ group: "edges", data: { id: `${from}\n${label}\n${to}`, source: from, target: to, label } })),
  ];
}

// Begin from a spiral, so that the same graph is drawn the same way each time.
function spread(cy) {
  cy.nodes().forEach((node, at) => node.position({ x: 60 * Math.sqrt(at + 1) * Math.cos(at * 2.4), y: 60 * Math.sqrt(at + 1) * Math.sin(at * 2.4) }));
}

// Put nodes in rings: those of the highest rank in the middle.
export function rings(cy, rank) {
  cy.layout({ name: "concentric", concentric: rank, levelWidth: () => 1, minNodeSpacing: 62, startAngle: (3 / 2) * Math.PI, padding: 40, animate: !still(), animationDuration: 350, spacingFactor: 1 }).run();
}

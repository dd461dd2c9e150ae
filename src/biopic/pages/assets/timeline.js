// Draw dated entries on a timeline.

import { Timeline } from "./vendor/vis-timeline/vis-timeline.js";
import { make } from "./elements.js";

const DAY = 86400000;

// vis-timeline's own style is linked once, when it is first needed.
function dress() {
  const href = new URL("vendor/vis-timeline/vis-timeline.css", import.meta.url).href;
  if (![...document.styleSheets].some((sheet) => sheet.href === href)) document.head.prepend(make("link", { rel: "stylesheet", href }));
}

// A time that is open at one end, as the graph writes it, stands where its other end is; one that is open at both, nowhere.
function bounds([first, last]) {
  const [start, end] = [first, last].map((day) => day.slice(0, 10));
  const open = [start < "0100", end > "9000"];
  if (open[0] && open[1]) return null;
  const begin = new Date(open[0] ? end : start);
  return [begin, new Date((open[1] ? begin : new Date(end)).getTime() + DAY)];
}

// Entries are {text, when, span: [first day, last day], kind}; days are ISO 8601. A stretch too short for its words is a point.
export function draw(canvas, entries, language) {
  dress();
  const dated = entries.map((each) => ({ ...each, between: bounds(each.span) })).filter((each) => each.between);
  if (!dated.length) return null;
  const first = Math.min(...dated.map(({ between }) => between[0]));
  const last = Math.max(...dated.map(({ between }) => between[1]));
  const items = dated.map(({ text, when, kind, between: [start, end] }, id) => {
    const shape = end - start > (last - first) * 0.25 ? { end, type: "range" } : { type: "point" };
    return { id, start, ...shape, className: kind, content: make("span", { title: `${text}, ${when}` }, text) };
  });
  const room = Math.max((last - first) * 0.08, 30 * DAY);
  return new Timeline(canvas, items, {
    start: first - room, end: last + 3 * room, maxHeight: "34rem", selectable: false, zoomMin: DAY, zoomMax: DAY * 365250, locale: language,
    margin: { item: 6 }, verticalScroll: true, zoomKey: "ctrlKey", showCurrentTime: false,
  });
}

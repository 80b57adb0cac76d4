// Parts of charts: steps stacked over time, axes, the strip of one timeline, a bar of counts.

/** Classes of verdicts in charts, by verdict. */
const FILLS = ["overdue", "partial", "possible", "urged", "pending", "unknown", "late", "met", "outside", "not-yet", "ended"];
/** From the floor to the top: what is met grows from below, gaps hang from the top, unknown is between. */
const STACK = [MET, LATE, UNKNOWN, PENDING, URGED, POSSIBLE, PARTIAL, OVERDUE];

/** First and last day that a chart of some duties needs, in whole years. @param {number[]} duties @returns {[Day, Day]} */
function timeOf(duties) {
  let first = DATA.open.today;
  for (const duty of duties) {
    for (const clock of /** @type {Clock[]} */ (["then", "today"])) {
      const { days, counts } = countsOf(clock, duty);
      const at = counts.findIndex((count) => STACK.some((verdict) => count[verdict] > 0));
      if (at >= 0) first = Math.min(first, days[at]);
    }
  }
  const start = Math.max(DATA.open.from, dayOf(yearOf(first - 90), 0, 1));
  return [start, Math.max(DATA.open.today + 60, start + 700)];
}

/** Years for an axis, few enough for the width. @param {Day} from @param {Day} to @param {number} width */
function yearsFor(from, to, width) {
  const first = yearOf(from), last = yearOf(to);
  const room = Math.max(2, Math.floor(width / 52));
  const step = [1, 2, 3, 4, 5, 6, 8, 10].find((by) => (last - first) / by <= room) ?? 20;
  const years = [];
  for (let year = first; year <= last; year += step) if (dayOf(year, 0, 1) >= from) years.push(year);
  return years;
}

/**
 * Number of states per verdict over time, stacked.
 * @param {Clock} clock @param {number} duty @param {number} width @param {number} height
 * @returns {{ svg: SVGElement, move: (day: Day) => void }}
 */
function stackChart(clock, duty, width, height) {
  const [from, to] = timeOf([duty]);
  const floor = height - 18, top = 9;
  const x = (/** @type {Day} */ day) => ((Math.max(from, Math.min(to, day)) - from) / (to - from)) * width;
  const y = (/** @type {number} */ count) => floor - (count / DATA.states.length) * (floor - top);
  const cursor = g("line", { class: "cursor", y1: top - 5, y2: floor });
  const due = DATA.duties[duty].due;
  const svg = g("svg", { class: "chart", width, height, viewBox: "0 0 " + width + " " + height, "aria-hidden": "true" },
    bandsOf(countsOf(clock, duty), x, y, to),
    g("line", { class: "floor", x1: 0, x2: width, y1: floor, y2: floor }),
    due === null || due < from || due > to ? null : deadlineFlag(x(due), top - 4, floor),
    yearsFor(from, to, width).map((year) => {
      const at = x(dayOf(year, 0, 1));
      return at > width - 12 ? null : g("text", { class: "axis", x: at, y: height - 5, "text-anchor": at < 14 ? "start" : "middle" }, String(year));
    }),
    cursor);
  const move = (/** @type {Day} */ day) => moveCursor(cursor, x(day), day >= from && day <= to);
  move(shown.on);
  return { svg, move };
}

/** @param {SVGElement} cursor @param {number} x @param {boolean} inside outside of its time a chart has no cursor */
function moveCursor(cursor, x, inside) {
  cursor.setAttribute("transform", "translate(" + x.toFixed(1) + " 0)");
  cursor.classList.toggle("off", !inside);
}

/** @param {number} x @param {number} y @param {number} floor */
function deadlineFlag(x, y, floor) {
  return [
    g("line", { class: "due", x1: x, x2: x, y1: y, y2: floor }),
    g("path", { class: "flag", d: "M" + (x - 4) + " " + (y - 4) + "h8l-4 7z" }),
  ];
}

/** @param {Counts} made @param {(day: Day) => number} x @param {(count: number) => number} y @param {Day} to */
function bandsOf(made, x, y, to) {
  const below = new Array(made.days.length).fill(0);
  return STACK.map((verdict) => {
    const path = bandPath(made, verdict, below, x, y, to);
    return path ? g("path", { class: "f-" + FILLS[verdict], d: path }) : null;
  });
}

/** One band: boxes per interval, joined. @param {Counts} made @param {number} verdict @param {number[]} below @param {(day: Day) => number} x @param {(count: number) => number} y @param {Day} to */
function bandPath(made, verdict, below, x, y, to) {
  let path = "";
  made.days.forEach((day, i) => {
    const count = made.counts[i][verdict];
    if (count === 0) return;
    const left = x(day), right = x(made.days[i + 1] ?? to);
    const floor = y(below[i]), top = y(below[i] + count);
    below[i] += count;
    if (right > left) path += "M" + left.toFixed(1) + " " + floor.toFixed(1) + "V" + top.toFixed(1) + "H" + right.toFixed(1) + "V" + floor.toFixed(1) + "Z";
  });
  return path;
}

/** A bar of the verdicts of a row. @param {SVGElement} svg @param {Uint16Array} counts @param {number} width */
function fillBar(svg, counts, width) {
  const order = [OVERDUE, PARTIAL, POSSIBLE, URGED, PENDING, UNKNOWN, LATE, MET];
  const sum = order.reduce((total, verdict) => total + counts[verdict], 0);
  let at = 0;
  const boxes = svg.children;
  order.forEach((verdict, i) => {
    const box = boxes[i] ?? svg.appendChild(g("rect", { class: "f-" + FILLS[verdict], height: 9 }));
    const length = sum ? (counts[verdict] / sum) * width : 0;
    if (box.getAttribute("x") !== at.toFixed(1)) box.setAttribute("x", at.toFixed(1));
    if (box.getAttribute("width") !== length.toFixed(1)) box.setAttribute("width", length.toFixed(1));
    at += length;
  });
}

/** Stretches of one code: a new reason alone leaves no seam. @param {Line} line @returns {[Day, MaybeDay, number][]} */
function stretches(line) {
  /** @type {[Day, MaybeDay, number][]} */
  const made = [];
  line.days.forEach((day, i) => {
    const code = codes[line.what[i]], last = made[made.length - 1];
    if (last && last[2] === code) return;
    if (last) last[1] = day;
    made.push([day, null, code]);
  });
  return made;
}

/**
 * The strip of one timeline; what is outside the duty leaves a gap, what has ended a dotted line.
 * @param {Line | null} line @param {(day: Day) => number} x @param {number} y @param {number} height @param {Day} to
 * @param {{ faintFrom?: Day, words?: boolean }} [how] faint after a day; words inside where there is room
 */
function strip(line, x, y, height, to, how = {}) {
  if (!line) return [];
  /** @type {SVGElement[]} */
  const made = [];
  for (const [day, next, code] of stretches(line)) {
    const end = Math.min(next ?? to, to);
    if (code === OUTSIDE || code === NOT_YET || end <= day) continue;
    const faint = how.faintFrom ?? Infinity;
    if (day < faint) made.push(...stripPart(code, x(day), x(Math.min(end, faint)), y, height, ""));
    if (end > faint) made.push(...stripPart(code, x(Math.max(day, faint)), x(end), y, height, " faint"));
    if (how.words) {
      const solid = stripWord(code, x(day), x(Math.min(end, faint)), y + height - 4, false);
      made.push(...(solid.length ? solid : stripWord(code, x(Math.max(day, faint)), x(end), y + height - 4, true)));
    }
  }
  return made;
}

/** @param {number} code @param {number} left @param {number} right @param {number} y @param {number} height @param {string} faint */
function stripPart(code, left, right, y, height, faint) {
  if (right <= left) return [];
  if (code === ENDED) return [g("line", { class: "over" + faint, x1: left, x2: right, y1: y + height / 2, y2: y + height / 2 })];
  return [g("rect", { class: "f-" + FILLS[verdictOf(code)] + faint, x: left.toFixed(1), y, width: (right - left).toFixed(1), height, rx: 1.5 })];
}

/** The verdict as a word inside its part of a strip, where it fits. @param {number} code @param {number} left @param {number} right @param {number} base @param {boolean} faint */
function stripWord(code, left, right, base, faint) {
  const text = DATA.verdicts[verdictOf(code)].word;
  if (code === UNKNOWN || right - left < text.length * 6.2 + 10) return [];
  const made = [g("text", { class: "in t-" + (faint ? "faint" : FILLS[verdictOf(code)]), x: left + 5, y: base }, text)];
  if (code === ENDED) made.unshift(g("rect", { class: "card", x: left + 3, y: base - 9, width: text.length * 5.8 + 5, height: 11 }));
  return made;
}

/** @param {Element} element */
function copyWithStyle(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  const from = [element, ...element.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((one, i) => {
    const style = getComputedStyle(one);
    for (const key of ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight", "font-family"]) {
      to[i].setAttribute(key, style.getPropertyValue(key));
    }
    to[i].removeAttribute("class");
  });
  return copy;
}

/** Saves a chart as an SVG file of its own: colours are written out, since no style sheet goes with it. @param {SVGElement} svg @param {string} name */
function saveSvg(svg, name) {
  const copy = copyWithStyle(svg);
  const hatch = document.querySelector("#hatches defs");
  if (hatch) copy.prepend(copyWithStyle(hatch));
  const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
  const anchor = /** @type {HTMLAnchorElement} */ (h("a", { href: address, download: name + ".svg" }));
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

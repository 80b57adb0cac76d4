// The time bar: the curve of gaps is the slider; marks below it; play; the two clocks.

/** @type {{ width: number, height: number, x: (day: Day) => number, mark: SVGElement[], cursor: SVGElement, count: SVGElement, other: SVGElement | null, otherAt: number[], edges: SVGElement[] } | null} */
let bar = null;
let lastMark = -1;
let barClock = "";

const BAR = { top: 12, floor: 48, marks: 60, years: 76, height: 82 };

function drawTimeBar() {
  const svg = byId("bar-curve");
  const width = Math.max(240, Math.round(byId("bar").clientWidth));
  const { from, to } = DATA.open;
  const x = (/** @type {Day} */ day) => ((day - from) / (to - from)) * width;
  svg.setAttribute("viewBox", "0 0 " + width + " " + BAR.height);
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(BAR.height));
  const cursor = g("line", { class: "cursor", y1: 2, y2: BAR.floor + 20 });
  const count = g("text", { class: "count", y: 10 });
  const [curves, other, otherAt] = drawGapCurves(width, x);
  const marks = DATA.marks.map((mark) => drawMark(mark, x(mark.on)));
  const end = x(DATA.open.today);
  const edges = [g("text", { class: "axis", x: 4, y: 14 }, word("gaps.axis")),
    g("text", { class: "axis", x: width - 2, y: 26, "text-anchor": "end" }, width - end > 36 ? word("ahead") : "")];
  replace(svg,
    g("rect", { class: "ground", x: 0, y: 2, width, height: BAR.floor - 2 }),
    g("rect", { class: "ahead", x: end, y: 2, width: width - end, height: BAR.floor - 2 }),
    curves, drawYears(width, x),
    edges, other, marks, cursor, count);
  bar = { width, height: BAR.height, x, mark: marks, cursor, count, other, otherAt, edges };
  lastMark = -1;
}

/**
 * The area of the chosen clock, the thin line of the other one with its name where they lie farthest apart.
 * @param {number} width @param {(day: Day) => number} x @returns {[SVGElement[], SVGElement | null, number[]]} the last: from where to where the name reaches
 */
function drawGapCurves(width, x) {
  const chosen = heights(shown.clock, width);
  const other = heights(shown.clock === "then" ? "today" : "then", width);
  const top = Math.max(1, ...chosen, ...other);
  const y = (/** @type {number} */ value) => BAR.floor - (value / top) * (BAR.floor - BAR.top);
  const area = "M0 " + BAR.floor + stepsOf(chosen, y) + "V" + BAR.floor + "Z";
  const curves = [
    g("path", { class: "gaps", d: area }),
    g("path", { class: "other", d: "M0 " + y(other[0] ?? 0) + stepsOf(other, y) }),
    g("line", { class: "floor", x1: 0, x2: width, y1: BAR.floor, y2: BAR.floor }),
  ];
  let at = -1, gap = 0;
  other.forEach((value, i) => {
    if (value - chosen[i] > gap) [at, gap] = [i, value - chosen[i]];
  });
  if (at < 0 || gap / top < 0.08) return [curves, null, []];
  // Beside the curve where it is lower there; else above it.
  const isLow = (/** @type {number} */ from) => from > 40 && other.slice(from, from + 70).every((value, i) => Math.max(value, chosen[from + i]) < other[at] * 0.75);
  const before = isLow(at - 76) || (!isLow(at + 6) && at > width - 80);
  const beside = before ? isLow(at - 76) : isLow(at + 6);
  const place = before ? at - 6 : at + 6;
  const label = g("text", { class: "axis", x: place, y: beside ? Math.max(22, y(other[at]) + 4) : 10, "text-anchor": before ? "end" : "start" },
    word(shown.clock === "then" ? "known.today.axis" : "known.then.axis"));
  return [curves, label, before ? [place - 70, place] : [place, place + 70]];
}

/** The highest count of gaps under each pixel. @param {Clock} clock @param {number} width */
function heights(clock, width) {
  const gaps = gapsByDay(clock);
  const days = DATA.open.to - DATA.open.from + 1;
  /** @type {number[]} */
  const found = [];
  for (let px = 0; px < width; px++) {
    let most = 0;
    for (let i = Math.floor((px / width) * days); i < ((px + 1) / width) * days; i++) most = Math.max(most, gaps[i]);
    found.push(most);
  }
  return found;
}

/** @param {number[]} values @param {(value: number) => number} y */
function stepsOf(values, y) {
  let path = "", last = NaN;
  values.forEach((value, i) => {
    if (value === last) return;
    path += "H" + i + "V" + y(value).toFixed(1);
    last = value;
  });
  return path + "H" + values.length;
}

/** @param {number} width @param {(day: Day) => number} x */
function drawYears(width, x) {
  const first = yearOf(DATA.open.from), last = yearOf(DATA.open.to);
  const step = width / (last - first) > 19 ? 2 : 5;
  const made = [];
  for (let year = first; year <= last; year++) {
    const at = x(dayOf(year, 0, 1));
    made.push(g("line", { class: "tick", x1: at, x2: at, y1: BAR.floor, y2: BAR.floor + 4 }));
    const named = step === 2 ? (year - first) % 2 === 0 : year % 5 === 0;
    if (named && at < width - 16) {
      made.push(g("text", { class: "axis", x: at, y: BAR.years, "text-anchor": at < 14 ? "start" : "middle" }, String(year)));
    }
  }
  return made;
}

/** Shapes of marks: each kind by its own shape, not by colour alone. @param {MarkData} mark @param {number} x */
function drawMark(mark, x) {
  const y = BAR.marks;
  const title = g("title", {}, shortDate(mark.on) + ": " + mark.text);
  const shape = mark.kind;
  if (shape === "deadline") return g("path", { class: "mark deadline", d: "M" + (x - 5) + " " + (y - 4) + "h10l-5 8.500z" }, title);
  if (shape === "judgment") return g("path", { class: "mark judgment", d: "M" + x + " " + (y - 5) + "l5 5l-5 5l-5 -5z" }, title);
  if (shape === "accession") return g("circle", { class: "mark accession", cx: x, cy: y, r: 3.8 }, title);
  if (shape === "report") return g("rect", { class: "mark report", x: x - 4, y: y - 4, width: 8, height: 8 }, title);
  return g("line", { class: "mark adoption", x1: x, x2: x, y1: y - 5, y2: y + 5 }, title);
}

function updateTimeBar() {
  if (!bar || barClock !== shown.clock) {
    barClock = shown.clock;
    drawTimeBar();
    updateClock();
  }
  if (!bar) return;
  const at = bar.x(shown.on);
  const gaps = gapsByDay(shown.clock)[shown.on - DATA.open.from];
  const text = say("gaps.count", { n: gaps });
  const right = at < bar.width - 70;
  bar.cursor.setAttribute("transform", "translate(" + at.toFixed(1) + " 0)");
  bar.count.setAttribute("x", (at + (right ? 6 : -6)).toFixed(1));
  bar.count.setAttribute("text-anchor", right ? "start" : "end");
  setText(bar.count, text);
  if (bar.other) bar.other.classList.toggle("behind", at + (right ? 62 : 4) > bar.otherAt[0] && at - (right ? 4 : 62) < bar.otherAt[1]);
  bar.edges[0].classList.toggle("behind", at < 34);
  bar.edges[1].classList.toggle("behind", at > bar.width - 40);
  const thumb = byId("thumb");
  thumb.style.transform = "translateX(" + at.toFixed(1) + "px)";
  thumb.setAttribute("aria-valuenow", String(shown.on));
  thumb.setAttribute("aria-valuetext", longDate(shown.on) + ", " + text);
  setText(byId("date"), shortDate(shown.on));
  updateNearest();
}

function updateClock() {
  byId("clock-then").setAttribute("aria-pressed", String(shown.clock === "then"));
  byId("clock-today").setAttribute("aria-pressed", String(shown.clock === "today"));
  setText(byId("clock-note"), word("clock.note." + shown.clock));
}

/** The mark nearest to the day, named under the date. */
function updateNearest() {
  const marks = DATA.marks;
  let best = -1;
  marks.forEach((mark, i) => {
    if (best < 0 || Math.abs(mark.on - shown.on) <= Math.abs(marks[best].on - shown.on)) best = i;
  });
  if (best < 0) return setText(byId("nearest"), "");
  if (best !== lastMark && bar) {
    if (lastMark >= 0) bar.mark[lastMark].classList.remove("near");
    bar.mark[best].classList.add("near");
    lastMark = best;
  }
  const days = shown.on - marks[best].on;
  const when = days === 0 ? "" : say(days > 0 ? "mark.after" : "mark.before", { span: distance(Math.abs(days)) });
  setText(byId("nearest"), marks[best].text + when);
}

/** @param {number} days */
function distance(days) {
  if (days < 62) return say("days", { n: days });
  return days < 731 ? say("months", { n: Math.round(days / 30.44) }) : say("years", { n: Math.round(days / 365.25) });
}

/** The next mark before (-1) or after (1) the day. @param {number} way */
function jump(way) {
  const days = DATA.marks.map((mark) => mark.on).filter((day) => (way > 0 ? day > shown.on : day < shown.on));
  if (days.length) change({ on: way > 0 ? Math.min(...days) : Math.max(...days) });
}

// Play: a month each 80 ms, a rest of a second at a mark, an end at today. Under reduced motion, from mark to mark.

let timer = 0;

function playing() {
  return timer !== 0;
}

function stop() {
  clearTimeout(timer);
  timer = 0;
  showPlay();
}

function play() {
  if (playing()) return stop();
  if (shown.on >= DATA.open.today) change({ on: DATA.open.from });
  timer = setTimeout(step, 80);
  showPlay();
}

function showPlay() {
  const button = byId("play");
  button.classList.toggle("on", playing());
  button.setAttribute("aria-label", word(playing() ? "pause" : "play"));
}

function step() {
  const next = matchMedia("(prefers-reduced-motion: reduce)").matches ? nextMark() : addMonths(shown.on, 1);
  const mark = DATA.marks.find((one) => one.on > shown.on && one.on <= next);
  const on = Math.min(mark ? mark.on : next, DATA.open.today);
  change({ on });
  if (on >= DATA.open.today) return stop();
  timer = setTimeout(step, mark ? 1000 : 80);
}

function nextMark() {
  const days = DATA.marks.map((mark) => mark.on).filter((day) => day > shown.on);
  return days.length ? Math.min(...days) : DATA.open.today;
}

/** @param {PointerEvent} event */
function pointAt(event) {
  if (!bar) return;
  const box = byId("bar").getBoundingClientRect();
  const x = event.clientX - box.left;
  const { from, to } = DATA.open;
  let on = from + Math.round((x / bar.width) * (to - from));
  if (event.type === "pointerdown" && event.clientY - box.top > BAR.floor + 3) {
    const near = DATA.marks.filter((mark) => Math.abs((bar?.x(mark.on) ?? 0) - x) < 7);
    near.sort((a, b) => Math.abs(a.on - on) - Math.abs(b.on - on));
    if (near[0]) on = near[0].on;
  }
  change({ on });
}

/** @param {KeyboardEvent} event */
function slide(event) {
  const days = new Map([["ArrowRight", 1], ["ArrowUp", 1], ["ArrowLeft", -1], ["ArrowDown", -1]]);
  const months = new Map([["PageUp", 1], ["PageDown", -1]]);
  const ends = new Map([["Home", DATA.open.from], ["End", DATA.open.today]]);
  let on = ends.get(event.key);
  if (days.has(event.key)) on = shown.on + (days.get(event.key) ?? 0);
  if (months.has(event.key)) on = addMonths(shown.on, months.get(event.key) ?? 0);
  if (on === undefined) return;
  event.preventDefault();
  stop();
  change({ on });
}

function startTimeBar() {
  const place = byId("bar");
  place.addEventListener("pointerdown", (event) => {
    stop();
    place.setPointerCapture(event.pointerId);
    pointAt(event);
    byId("thumb").focus({ preventScroll: true });
    event.preventDefault();
  });
  place.addEventListener("pointermove", (event) => {
    if (place.hasPointerCapture(event.pointerId)) pointAt(event);
  });
  byId("thumb").addEventListener("keydown", slide);
  byId("play").addEventListener("click", play);
  byId("previous").addEventListener("click", () => jump(-1));
  byId("next").addEventListener("click", () => jump(1));
  byId("clock-then").addEventListener("click", () => change({ clock: "then" }));
  byId("clock-today").addEventListener("click", () => change({ clock: "today" }));
}

// The overview: sentence, matrix, map, a curve per duty; on a phone, a map per duty in place of the matrix.

/** @typedef {{ duty: number, element: HTMLElement, caption: HTMLElement, box: HTMLElement, seen: boolean, drawn: string, words: string, move: ((day: Day) => void) | null }} Curve */

/** @type {Curve[]} */
let curves = [];
/** @type {IntersectionObserver | null} */
let watcher = null;
const phone = matchMedia("(max-width: 720px)");
/** @type {{ map: TileMap, duties: number[], bar: SVGElement, caption: HTMLElement, element: HTMLElement, words: string }[]} */
let phoneMaps = [];
let sentenceShown = "";

function startOverview() {
  startMatrix();
  mainMap = adoptMap(byId("map"), (state) => {
    if (shown.map < 0) go("country", { state });
    else openReasons(state, shown.map, byId("map"));
  });
  byId("map-off").addEventListener("click", () => change({ map: -1 }));
  curves = /** @type {HTMLElement[]} */ ([...byId("curves").children]).map((element) => ({
    duty: Number(element.dataset.duty), element, caption: /** @type {HTMLElement} */ (element.querySelector(".caption")),
    box: /** @type {HTMLElement} */ (element.querySelector(".picture")), seen: false, drawn: "", words: "", move: null,
  }));
  watcher = new IntersectionObserver(seeCurves, { rootMargin: "120px" });
  for (const curve of curves) watcher.observe(curve.element);
  byId("curve-table").append(tableBehind(word("table.gaps"), [word("day"), word("known.then.axis"), word("known.today.axis")], gapsByYear), tableBehind(word("table.day"),
    [word("duty"), ...STACK.map((verdict) => DATA.verdicts[verdict].word)],
    () => headlines.map((duty, place) => [
      DATA.acts[DATA.duties[duty].act].name + ": " + DATA.duties[duty].label, ...STACK.map((verdict) => String(now.counts[place][verdict])),
    ])));
  phone.addEventListener("change", () => change({}));
}

/** The curve of the time bar as figures: gaps on the first day of each year. */
function gapsByYear() {
  const { from, today } = DATA.open;
  const rows = [];
  for (let year = yearOf(from); dayOf(year, 0, 1) <= today; year++) {
    const day = Math.max(from, dayOf(year, 0, 1));
    rows.push([shortDate(day), String(gapsByDay("then")[day - from]), String(gapsByDay("today")[day - from])]);
  }
  return rows;
}

/** @param {IntersectionObserverEntry[]} entries */
function seeCurves(entries) {
  for (const entry of entries) {
    const curve = curves.find((one) => one.element === entry.target);
    if (curve) curve.seen = entry.isIntersecting;
  }
  if (shown.view === "overview") updateCurves();
}

/** @param {Curve} curve @param {number} [width] @param {number} [height] */
function drawCurve(curve, width = curve.box.clientWidth, height = 88) {
  const made = stackChart(shown.clock, curve.duty, Math.max(120, width), height);
  replace(curve.box, made.svg);
  curve.move = made.move;
  curve.drawn = shown.clock + width;
}

/** Only what is on the screen is redrawn. */
function updateCurves() {
  for (const curve of curves) if (curve.seen) updateCurve(curve);
}

/** @param {Curve} curve */
function updateCurve(curve) {
  if (!curve.drawn.startsWith(shown.clock)) drawCurve(curve);
  curve.move?.(shown.on);
  const counts = now.counts[placeOfHeadline[curve.duty]];
  const words = counts.join();
  if (words === curve.words) return;
  curve.words = words;
  replace(curve.caption, captionOf(counts, curve.duty));
}

function updateSentence() {
  const nodes = overviewSentence();
  const text = nodes.map((node) => node.textContent).join("");
  if (text === sentenceShown) return;
  sentenceShown = text;
  replace(byId("sentence"), nodes);
}

/** The maps of the phone are made when first needed. */
function buildPhoneMaps() {
  phoneMaps = items().filter((item) => item.duties.length).map((item) => {
    const name = item.strong ? item.text : DATA.acts[item.act].name;
    const label = item.strong && item.duties.length === 1 ? DATA.duties[item.duties[0]].label : item.strong ? "" : item.text;
    const map = buildMap(name + " " + label, (state) => openReasons(state, gravest(state, item.duties), map.element), false);
    const bar = g("svg", { class: "tb", width: 132, height: 9, "aria-hidden": "true" });
    const caption = h("p", { class: "caption" });
    const element = h("section", { class: "card" }, h("h3", { class: "data" }, name), h("p", { class: "sub data" }, label), map.element, bar, caption);
    return { map, duties: item.duties, bar, caption, element, words: "" };
  });
  replace(byId("phone-maps"), phoneMaps.map((one) => one.element));
}

function updatePhoneMaps() {
  if (!phoneMaps.length) buildPhoneMaps();
  for (const one of phoneMaps) {
    const counts = new Uint16Array(11);
    DATA.states.forEach((_, state) => (counts[verdictOf(codeOfRow(state, one.duties))] += 1));
    const words = counts.join();
    updateMap(one.map, lookOfDuties(one.duties));
    if (one.words === words) continue;
    one.words = words;
    fillBar(one.bar, counts, 132);
    replace(one.caption, captionOf(counts, one.duties[0]));
  }
}

views.overview = {
  show() {
    built = "overview ";
  },
  update() {
    takeSnapshot();
    updateSentence();
    if (phone.matches) updatePhoneMaps();
    else updateMatrix();
    updateMainMap();
    updateCurves();
    updateReasons();
  },
  title: () => word("nav.overview"),
};

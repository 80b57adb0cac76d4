// A page per act: for one of its duties, a strip per state, the deadline as one line through all.

/** @type {TileMap | null} */
let actMap = null;
/** Order of the strips; it rests while the day moves. @type {number[]} */
let actOrder = [];

views.act = {
  show() {
    built = "act " + shown.duty;
    const duty = DATA.duties[shown.duty], act = DATA.acts[duty.act];
    actMap = buildMap(word("map"), (state) => go("country", { state }), true);
    const choice = /** @type {HTMLSelectElement} */ (h("select", { id: "act-choice", "aria-label": word("choose.duty") }, dutyOptions()));
    choice.value = String(shown.duty);
    choice.addEventListener("change", () => change({ duty: Number(choice.value) }, true));
    const save = h("button", { type: "button", class: "plain" }, word("save.svg"));
    save.addEventListener("click", () => saveSvg(/** @type {SVGElement} */ (byId("act-strips").firstElementChild), dutyId(shown.duty).replaceAll("/", "-")));
    actOrder = [];
    replace(byId("act"),
      h("div", { class: "page-head" }, h("div", {}, h("h1", { class: "data clamp" }, act.name), h("p", { class: "sub data", id: "act-sub" })), choice),
      h("p", { class: "sentence", id: "act-sentence" }),
      act.remark ? h("p", { class: "remark data" }, act.remark) : null,
      h("div", { class: "split" },
        h("section", { class: "card wide" }, h("div", { class: "line" }, h("h2", {}, word("state.by.state")), h("span", { class: "sub" }, word("strips.order")), save),
          h("div", { id: "act-strips" }), tableBehind(word("table"), [word("state"), word("verdict"), word("due.head"), word("in.gap")], actTable)),
        h("div", { class: "side" },
          h("section", { class: "card" }, h("h2", {}, word("map")), actMap.element),
          h("section", { class: "card" }, h("h2", {}, word("number.of.states"), h("span", { class: "sub" }, " " + say("of.states", { n: DATA.states.length }))), h("div", { id: "act-stack" })),
          aboutAct(act, duty))));
  },
  update() {
    // Read before anything is written: a width read later would lay the page out twice.
    const widths = [byId("act-strips").clientWidth, byId("act-stack").clientWidth];
    takeSnapshot();
    const duty = DATA.duties[shown.duty];
    const due = duty.due === null ? "" : ", " + say("due.on", { date: shortDate(duty.due) });
    setText(byId("act-sub"), duty.label + ", " + say("article", { article: duty.article }) + due + " · " + say("on.date", { date: longDate(shown.on) }) + knownWords());
    replace(byId("act-sentence"), actSentence());
    if (actMap) updateMap(actMap, lookOfDuties([shown.duty]));
    drawStrips(widths[0]);
    drawStack(widths[1]);
  },
  title: () => DATA.acts[DATA.duties[shown.duty].act].name,
};

/** @param {ActData} act @param {DutyData} duty */
function aboutAct(act, duty) {
  return h("section", { class: "card" }, h("h2", {}, word("about.act")),
    h("p", { class: "data clamp" }, act.title), h("p", { class: "data" }, link(act.link, act.number)),
    h("p", { class: "data clamp" }, h("b", {}, say("article", { article: duty.article }) + ": "), duty.title));
}

/** Duties to choose from, act by act. */
function dutyOptions() {
  return DATA.acts.map((act, number) => (dutiesOf[number].length
    ? h("optgroup", { label: cut(act.name, 60) }, dutiesOf[number].map((duty) => h("option", { value: duty }, cut(act.name + ": " + DATA.duties[duty].label, 80))))
    : null));
}

/** @returns {Node[]} */
function actSentence() {
  const counts = new Uint16Array(11);
  DATA.states.forEach((_, state) => (counts[verdictOf(codeNow(state, shown.duty))] += 1));
  const gaps = counts[OVERDUE] + counts[PARTIAL];
  const parts = [];
  if (counts[POSSIBLE]) parts.push(say("a.possible", { n: counts[POSSIBLE] }));
  if (counts[URGED]) parts.push(counts[URGED] + " " + (DATA.duties[shown.duty].undone || word("row.urged")));
  if (counts[PENDING]) parts.push(say("row.pending", { n: counts[PENDING] }));
  if (counts[MET] + counts[LATE]) parts.push(say(counts[LATE] ? "a.met.late" : "row.met", { n: counts[MET] + counts[LATE], late: counts[LATE] }));
  const unknown = counts[UNKNOWN] ? [h("span", { class: "grey" }, (parts.length || gaps ? ", " : "") + say("caption.unknown", { n: counts[UNKNOWN] }))] : [];
  if (!gaps && !parts.length && !unknown.length) return captionOf(counts, shown.duty);
  const strong = gaps ? [h("b", { class: "red" }, say("row.gaps", { n: gaps }))] : [];
  return [...strong, document.createTextNode((gaps && parts.length ? ", " : "") + parts.join(", ")), ...unknown, document.createTextNode(".")];
}

/** @param {number} width */
function stripPlan(width) {
  const narrow = width < 520;
  const [from, to] = timeOf([shown.duty]);
  const left = narrow ? 0 : 100, right = width - (narrow ? 0 : 76);
  const x = (/** @type {Day} */ day) => left + ((Math.max(from, Math.min(to, day)) - from) / (to - from)) * (right - left);
  return { narrow, from, to, left, right, x, row: narrow ? 30 : 17, top: 24 };
}

/** States with a strip, the shortest gap first. */
function stripOrder() {
  const states = DATA.states.map((_, state) => state).filter((state) => lineOf(shown.clock, state, shown.duty));
  const days = new Map(states.map((state) => [state, daysInGap(lineOf(shown.clock, state, shown.duty), shown.on)]));
  return states.sort((a, b) => (days.get(a) ?? 0) - (days.get(b) ?? 0) || firstMet(a) - firstMet(b) || a - b);
}

/** @param {number} state */
function firstMet(state) {
  const line = lineOf(shown.clock, state, shown.duty);
  const at = line ? line.what.findIndex((ground) => verdictOf(codes[ground]) === MET || codes[ground] === LATE) : -1;
  return line && at >= 0 ? line.days[at] : 1e6;
}

/** @param {number} room */
function drawStrips(room) {
  const box = byId("act-strips");
  const width = Math.max(280, room);
  if (!actOrder.length || !playing()) actOrder = stripOrder();
  const plan = stripPlan(width);
  const height = plan.top + actOrder.length * plan.row + 8;
  const due = DATA.duties[shown.duty].due;
  const svg = g("svg", { class: "chart strips", width, height, viewBox: "0 0 " + width + " " + height, role: "img", "aria-label": word("state.by.state") },
    gridOfYears(plan.x, plan.from, plan.to, plan.right - plan.left, plan.top - 4, height - 6),
    actOrder.map((state, i) => stripRow(state, plan, plan.top + i * plan.row)),
    due === null ? null : deadlineFlag(plan.x(due), plan.top - 6, height - 6),
    g("line", { class: "cursor", x1: plan.x(shown.on), x2: plan.x(shown.on), y1: plan.top - 6, y2: height - 6 }));
  replace(box, svg);
}

/** @param {(day: Day) => number} x @param {Day} from @param {Day} to @param {number} width @param {number} top @param {number} foot */
function gridOfYears(x, from, to, width, top, foot) {
  return yearsFor(from, to, width).map((year) => {
    const at = x(dayOf(year, 0, 1));
    return [g("line", { class: "grid", x1: at, x2: at, y1: top, y2: foot }),
      at > x(to) - 14 ? null : g("text", { class: "axis", x: at, y: top - 7, "text-anchor": at < 14 ? "start" : "middle" }, String(year))];
  });
}

/** @param {number} state @param {ReturnType<typeof stripPlan>} plan @param {number} y */
function stripRow(state, plan, y) {
  const line = lineOf(shown.clock, state, shown.duty);
  const days = daysInGap(line, shown.on);
  const base = plan.narrow ? y + 11 : y + 12;
  const at = plan.narrow ? y + 15 : y + 2;
  return [
    g("text", { class: "name", x: 0, y: base }, cut(DATA.states[state].name, plan.narrow ? 40 : 16)),
    strip(line, plan.x, at, 13, plan.to, { faintFrom: shown.on + 1 }),
    g("text", { class: days ? "gap" : "axis", x: plan.narrow ? plan.right : plan.right + 72, y: base, "text-anchor": "end" }, days ? span(days) : plan.narrow ? "" : "–"),
  ];
}

/** @param {number} room */
function drawStack(room) {
  replace(byId("act-stack"), stackChart(shown.clock, shown.duty, Math.max(200, room), 116).svg);
}

/** @returns {string[][]} */
function actTable() {
  return stripOrder().map((state) => {
    const ground = groundAt(shown.clock, state, shown.duty, shown.on);
    const days = daysInGap(lineOf(shown.clock, state, shown.duty), shown.on);
    return [DATA.states[state].name, wordOf(codeNow(state, shown.duty)), ground && ground[1] !== null ? shortDate(ground[1]) : "–", days ? span(days) : "–"];
  });
}

// A page per state: sentence, chart, gaps, what falls due, recommendations, what it rests on.

views.country = {
  show() {
    built = "country " + shown.state;
    const state = DATA.states[shown.state];
    const choice = /** @type {HTMLSelectElement} */ (h("select", { id: "country-choice", "aria-label": word("choose.state") },
      DATA.states.map((one, i) => h("option", { value: i }, one.name))));
    choice.value = String(shown.state);
    choice.addEventListener("change", () => change({ state: Number(choice.value) }, true));
    const save = h("button", { type: "button", class: "plain" }, word("save.svg"));
    save.addEventListener("click", () => saveSvg(/** @type {SVGElement} */ (byId("gantt").firstElementChild), state.code));
    replace(byId("country"),
      h("div", { class: "page-head" }, h("div", { class: "who" }, h("span", { class: "code data", "aria-hidden": "true" }, state.code),
        h("div", {}, h("h1", { class: "data clamp" }, state.name), h("p", { class: "sub", id: "country-sub" }))), choice),
      h("p", { class: "sentence", id: "country-sentence" }),
      h("div", { class: "split" },
        h("div", { class: "wide" },
          h("section", { class: "card" }, h("div", { class: "line" }, h("h2", {}, word("gantt.title")), h("span", { class: "sub" }, word("gantt.faint")), save),
            h("div", { id: "gantt" }), ganttKey(), tableBehind(word("table"), [word("duty"), word("verdict"), word("since.head"), word("due.head")], countryTable)),
          h("section", { class: "card", id: "country-next" })),
        h("div", { class: "side" }, h("section", { class: "card", id: "country-gaps" }), h("section", { class: "card", id: "country-due" }),
          h("section", { class: "card", id: "country-basis" }))));
  },
  update() {
    // Read before anything is written: a width read later would lay the page out twice.
    const width = byId("gantt").clientWidth;
    takeSnapshot();
    const found = findingsOf(shown.state);
    setText(byId("country-sub"), say("on.date", { date: longDate(shown.on) }) + knownWords());
    replace(byId("country-sentence"), countrySentence(found));
    drawGantt(width);
    showGaps(found);
    showDue(found);
    showNext();
    showBasis(found);
  },
  title: () => DATA.states[shown.state].name,
};

/** @typedef {{ duty: number, code: number, verdict: number, ground: GroundData }} Found */

/** What is judged of a state on the day. @param {number} state @returns {Found[]} */
function findingsOf(state) {
  /** @type {Found[]} */
  const found = [];
  DATA.duties.forEach((_, duty) => {
    const ground = groundAt(shown.clock, state, duty, shown.on);
    if (!ground || ground[0] > MET) return;
    found.push({ duty, code: codeNow(state, duty), verdict: ground[0], ground });
  });
  return found;
}

/** @param {Found[]} found @returns {Node[]} */
function countrySentence(found) {
  const state = DATA.states[shown.state];
  const count = (/** @type {number} */ verdict) => found.filter((one) => one.verdict === verdict).length;
  const gaps = count(OVERDUE) + count(PARTIAL);
  const name = state.inText.charAt(0).toUpperCase() + state.inText.slice(1);
  const values = { name, tense: tense(), gaps, duties: found.length, unknown: count(UNKNOWN), possible: count(POSSIBLE) };
  if (!found.length) return phrase("c.none", { ...values, date: longDate(shown.on) });
  const urged = found.filter((one) => one.verdict === URGED && DATA.duties[one.duty].did).map((one) => DATA.duties[one.duty].did);
  const next = nextDue(found);
  return [
    ...phrase(gaps ? "c.gaps" : "c.no.gaps", values),
    ...(urged.length ? phrase("c.urged", { ...values, did: listed(urged.slice(0, 3)) }) : []),
    ...phrase("h.end"),
    ...(next ? phrase("c.next", { act: DATA.acts[DATA.duties[next.duty].act].name, date: shortDate(next.on), ahead: ahead(next.on - shown.on) }) : []),
    ...phrase(values.possible ? "c.known.possible" : "c.known", values),
  ];
}

/** @param {Found[]} found */
function nextDue(found) {
  let best = null;
  for (const one of found) {
    const on = one.ground[1];
    if (one.verdict === PENDING && on !== null && on >= shown.on && (!best || on < best.on)) best = { on, duty: one.duty };
  }
  return best;
}

/** @param {number} width @param {boolean} [dense] for paper */
function drawGantt(width, dense = false) {
  replace(byId("gantt"), ganttChart(shown.state, Math.max(280, width), dense));
}

/** @param {Found[]} found */
function showGaps(found) {
  const gaps = found.filter((one) => one.verdict <= PARTIAL);
  const possible = found.filter((one) => one.verdict === POSSIBLE);
  replace(byId("country-gaps"),
    h("h2", {}, word("gaps.head"), h("span", { class: "sub" }, " " + say("gaps.of", { n: gaps.length, all: found.length }))),
    gaps.length ? gapList(gaps) : h("p", { class: "grey" }, word("gaps.none")),
    possible.length ? [h("h2", { class: "later" }, word("possible.head"), h("span", { class: "sub" }, " " + possible.length)), gapList(possible)] : null);
}

/** Headline duties singly; the further ones of an act in one line. @param {Found[]} gaps */
function gapList(gaps) {
  const acts = [...new Set(gaps.map((one) => DATA.duties[one.duty].act))];
  return h("ul", { class: "gaps" }, acts.map((act) => {
    const own = gaps.filter((one) => DATA.duties[one.duty].act === act);
    const head = own.filter((one) => DATA.duties[one.duty].headline);
    const rest = own.filter((one) => !DATA.duties[one.duty].headline);
    return [head.map(gapLine), rest.length ? restLine(act, rest, head.length > 0) : null];
  }));
}

/** @param {Found} one */
function gapLine(one) {
  const duty = DATA.duties[one.duty];
  const gap = one.ground[2] === null ? "" : say("gap.day", { n: shown.on - one.ground[2] + 1, least: one.ground[6] & AT_LEAST ? 1 : 0 });
  const facts = [say("article", { article: duty.article })];
  if (one.ground[1] !== null) facts.push(say("due.on", { date: shortDate(one.ground[1]) }));
  if (one.ground[4] > 0) facts.push(say("stage.open", { what: DATA.stages[one.ground[4]] }));
  const name = h("a", { class: "data", href: addressOf({ view: "overview", duty: one.duty }) }, DATA.acts[duty.act].name + ": " + duty.label);
  return h("li", {}, h("span", { class: "c " + CLASSES[one.code], "aria-hidden": "true" }, letterOf(one.code)),
    h("div", {}, h("b", {}, name), gap, h("p", { class: "sub data" }, facts.join(" · "))));
}

/** @param {number} act @param {Found[]} rest @param {boolean} further */
function restLine(act, rest, further) {
  const titles = rest.map((one) => DATA.duties[one.duty].title + " (" + say("article", { article: DATA.duties[one.duty].article }) + ")");
  return h("li", {}, h("span", { class: "c " + CLASSES[rest[0].code], "aria-hidden": "true" }, letterOf(rest[0].code)), h("div", {}, h("b", {}, say(further ? "duties.further" : "duties", { n: rest.length })), " " + (further ? word("of.the.act") : say("of.act", { act: DATA.acts[act].name })),
    h("p", { class: "sub data" }, cut(titles.join("; "), 420))));
}

/** @param {Found[]} found */
function showDue(found) {
  /** @type {Map<string, { on: Day, act: number, titles: string[] }>} */
  const groups = new Map();
  for (const one of found) {
    const on = one.ground[1];
    if (one.verdict !== PENDING || on === null || on < shown.on) continue;
    const duty = DATA.duties[one.duty], key = on + " " + duty.act;
    const group = groups.get(key) ?? { on, act: duty.act, titles: [] };
    group.titles.push(duty.title + " (" + say("article", { article: duty.article }) + ")");
    groups.set(key, group);
  }
  const lines = [...groups.values()].map((group) => ({ on: group.on, line: dueLine(group.on, group.act, cut(group.titles.join("; "), 260), true) }));
  for (const { on, act, titles } of announcedByDay()) lines.push({ on, line: dueLine(on, act, cut(titles.join("; "), 260), false) });
  lines.sort((a, b) => a.on - b.on);
  replaceIf(byId("country-due"), lines.map((one) => one.on + one.line.textContent).join("\n"), () => [h("h2", {}, word("due.next")),
    lines.length ? h("ul", { class: "gaps" }, lines.slice(0, 6).map((one) => one.line)) : h("p", { class: "grey" }, word("due.none"))]);
}

/** What falls due beside duties, by day and act. */
function announcedByDay() {
  /** @type {Map<string, { on: Day, act: number, titles: string[] }>} */
  const found = new Map();
  for (const due of DATA.dues) {
    if (due.state !== shown.state || due.on < shown.on || !announced(due)) continue;
    const key = due.on + " " + due.act;
    const group = found.get(key) ?? { on: due.on, act: due.act, titles: [] };
    const named = DATA.acts[due.act].name + ": ";
    group.titles.push(due.text.startsWith(named) ? due.text.slice(named.length) : due.text);
    found.set(key, group);
  }
  return found.values();
}

/** @param {DueData} due */
function announced(due) {
  return due[shown.clock].some(([from, to]) => from <= shown.on && (to === null || shown.on < to));
}

/** @param {Day} on @param {number} act @param {string} text @param {boolean} duty */
function dueLine(on, act, text, duty) {
  return h("li", {}, duty ? h("span", { class: "c pending", "aria-hidden": "true" }, letterOf(PENDING)) : h("span", { class: "c reply", "aria-hidden": "true" }, "→"),
    h("div", {}, h("b", {}, shortDate(on)), " ", h("span", { class: "data" }, DATA.acts[act].name), h("p", { class: "sub data" }, text)));
}

/** How many recommendations are shown before "and n more"; print stops here. */
const RECOMMENDED = 5;

function showNext() {
  const list = valueAt(readLineOnce(DATA.recommended[shown.clock][shown.state]), shown.on);
  const all = list < 0 ? [] : DATA.recommendationLists[list];
  const more = all.slice(RECOMMENDED);
  replaceIf(byId("country-next"), String(list), () => [h("h2", {}, word("next.head"), h("span", { class: "sub" }, " " + word("next.sub"))),
    all.length ? h("ul", { class: "next" }, all.slice(0, RECOMMENDED).map(nextLine)) : h("p", { class: "grey" }, word("next.none")),
    more.length ? h("details", {}, h("summary", {}, say("and.more", { n: more.length })), h("ul", { class: "next" }, more.map(nextLine))) : null]);
}

/** @param {number} number */
function nextLine(number) {
  const one = DATA.recommendations[number];
  const under = [one.urged || word("urged.by.none"), one.exposure].filter((text) => text !== "");
  return h("li", {}, h("p", { class: "data" }, h("span", { class: "urgency u" + one.urgency }, word("urgency." + one.urgency)), " " + one.text),
    h("p", { class: "sub data" }, under.join(" · ")));
}

/** @type {Map<string, Line>} */
const linesRead = new Map();

/** @param {string} text */
function readLineOnce(text) {
  let line = linesRead.get(text);
  if (!line) {
    line = readLine(text);
    linesRead.set(text, line);
  }
  return line;
}

/** Read in the source, recalled, or unknown: with numbers, as one bar. @param {Found[]} found */
function showBasis(found) {
  const unknown = found.filter((one) => one.verdict === UNKNOWN).length;
  /** Each finding is counted for the weakest of what it rests on. @param {number} flag @param {number} weaker */
  const resting = (flag, weaker) => found.filter((one) => one.verdict !== UNKNOWN && one.ground[6] & flag && !(one.ground[6] & weaker)).length;
  const assumed = resting(ASSUMED, 0), recalled = resting(RECALLED, ASSUMED), presumed = resting(PRESUMED, ASSUMED | RECALLED);
  const parts = /** @type {[string, number][]} */ ([["read", found.length - unknown - recalled - presumed - assumed], ["assumed", assumed], ["presumed", presumed], ["recalled", recalled], ["unknown", unknown]]);
  const width = 280;
  let at = 0;
  const boxes = parts.map(([kind, count]) => {
    const length = found.length ? (count / found.length) * width : 0;
    const box = g("rect", { class: "b-" + kind, x: at.toFixed(1), y: 0, width: Math.max(0, length - 1).toFixed(1), height: 20 });
    const text = length > 18 ? g("text", { class: "b-" + kind + "-text", x: (at + length / 2).toFixed(1), y: 14, "text-anchor": "middle" }, String(count)) : null;
    at += length;
    return [box, text];
  });
  replaceIf(byId("country-basis"), parts.join(), () => [h("h2", {}, word("basis.head"), h("span", { class: "sub" }, " " + say("basis.of", { n: found.length }))),
    g("svg", { class: "basis", width, height: 20, viewBox: "0 0 " + width + " 20", "aria-hidden": "true" }, boxes),
    h("p", { class: "sub" }, parts.filter(([, count]) => count).map(([kind, count]) => say("basis." + kind, { n: count })).join(" · "))]);
}

/** @returns {string[][]} */
function countryTable() {
  return findingsOf(shown.state).map((one) => {
    const line = lineOf(shown.clock, shown.state, one.duty);
    const duty = DATA.duties[one.duty];
    return [DATA.acts[duty.act].name + ": " + duty.label, wordOf(one.code), shortDate(sinceWhen(line, shown.on)), one.ground[1] === null ? "–" : shortDate(one.ground[1])];
  });
}

// The chart of a country page: what was due, and when it was done. Steps of procedures have a lane of their own.

/** @typedef {{ kind: "act", act: number } | { kind: "duty", duty: number, steps: number[] }} GanttLine */

/** Lines of a state: acts of which a headline duty concerns it. @param {number} state @returns {GanttLine[]} */
function ganttLines(state) {
  /** @type {GanttLine[]} */
  const made = [];
  DATA.acts.forEach((_, act) => {
    const own = dutiesOf[act].filter((duty) => DATA.duties[duty].headline && concerns(state, duty));
    if (!own.length) return;
    made.push({ kind: "act", act });
    for (const duty of own) made.push({ kind: "duty", duty, steps: stepsOfPair(state, duty) });
  });
  return made;
}

/** @param {number} state @param {number} duty */
function concerns(state, duty) {
  const line = lineOf(shown.clock, state, duty);
  return line !== null && line.what.some((ground) => codes[ground] < OUTSIDE || codes[ground] === UNSURE);
}

/** @param {number} state @param {number} duty */
function stepsOfPair(state, duty) {
  const list = DATA.recordsOf[state * DATA.duties.length + duty];
  return list < 0 ? [] : recordLists[list].filter((number) => DATA.records[number].step && DATA.records[number].first !== null);
}

/** @param {number} state @param {number} width @param {boolean} dense for paper @returns {SVGElement} */
function ganttChart(state, width, dense) {
  const narrow = width < 560;
  const plan = ganttPlan(state, width, narrow);
  const found = ganttLines(state);
  /** @type {any[]} */
  const body = [];
  let y = 26;
  for (const line of found) {
    if (line.kind === "act") {
      body.push(actHeading(line.act, state, width, dense ? y : y + 4));
      y += dense ? 19 : 26;
    } else {
      body.push(dutyLine(line, state, plan, y));
      y += (narrow ? 36 : dense ? 19 : 22) + (line.steps.length ? 16 : 0);
    }
  }
  const at = plan.x(shown.on);
  const label = at > width - 90 ? { x: at - 5, anchor: "end" } : { x: at + 5, anchor: "start" };
  return g("svg", { class: "chart strips", width, height: y + 4, viewBox: "0 0 " + width + " " + (y + 4), role: "img", "aria-label": word("gantt.title") },
    gridOfYears(plan.x, plan.from, plan.to, width - plan.left, 18, y), body,
    g("line", { class: "cursor", x1: at, x2: at, y1: 14, y2: y }),
    g("text", { class: "today", x: label.x, y: 24, "text-anchor": label.anchor }, shortDate(shown.on)));
}

/** @param {number} state @param {number} width @param {boolean} narrow */
function ganttPlan(state, width, narrow) {
  const duties = headlines.filter((duty) => concerns(state, duty));
  const [from, to] = timeOf(duties);
  const left = narrow ? 0 : 166;
  const x = (/** @type {Day} */ day) => left + ((Math.max(from, Math.min(to, day)) - from) / (to - from)) * (width - left);
  return { narrow, from, to, left, width, x };
}

/** @param {number} act @param {number} state @param {number} width @param {number} y */
function actHeading(act, state, width, y) {
  const counts = new Uint16Array(11);
  for (const duty of dutiesOf[act]) counts[verdictOf(codeNow(state, duty))] += 1;
  const parts = [...STACK].reverse().filter((verdict) => counts[verdict]).map((verdict) => counts[verdict] + " " + DATA.verdicts[verdict].word);
  const all = parts.length ? say("of.duties", { what: parts.slice(0, 3).join(", "), n: dutiesOf[act].length }) : "";
  return [g("text", { class: "act", x: 0, y: y + 14 }, cut(DATA.acts[act].name, width < 560 ? 30 : 60)),
    g("text", { class: "axis", x: width, y: y + 14, "text-anchor": "end" }, width < 560 ? "" : all)];
}

/** @param {Extract<GanttLine, { kind: "duty" }>} line @param {number} state @param {ReturnType<typeof ganttPlan>} plan @param {number} y */
function dutyLine(line, state, plan, y) {
  const at = plan.narrow ? y + 17 : y + 3;
  const code = codeNow(state, line.duty);
  const made = lineOf(shown.clock, state, line.duty);
  const ground = groundAt(shown.clock, state, line.duty, shown.on);
  const due = ground?.[1] ?? DATA.duties[line.duty].due;
  return [
    g("text", { class: "name", x: 0, y: y + 14 }, cut(DATA.duties[line.duty].label, plan.narrow ? 40 : 21)),
    letterBox(code, plan.narrow ? plan.width - 17 : plan.left - 26, plan.narrow ? y - 1 : y + 1),
    strip(made, plan.x, at, 15, plan.to, { faintFrom: shown.on + 1, words: true }),
    due === null || due < plan.from || due > plan.to || !concerns(state, line.duty) ? null : flagOn(plan.x(due), at),
    stepMarks(line.steps, plan.x, at + 24, plan.width),
  ];
}

/** @param {number} x @param {number} y */
function flagOn(x, y) {
  return [g("line", { class: "due solid", x1: x, x2: x, y1: y - 2, y2: y + 16 }), g("path", { class: "flag", d: "M" + (x - 4.5) + " " + (y - 5) + "h9l-4.500 7z" })];
}

/** The letter of a verdict in its box, as in the matrix. @param {number} code @param {number} x @param {number} y */
function letterBox(code, x, y) {
  const verdict = verdictOf(code);
  const fillBy = verdict === LATE ? MET : verdict;
  return [g("rect", { class: "box f-" + FILLS[fillBy], x, y, width: 17, height: 17, rx: verdict === URGED ? 8.5 : 3 }),
    verdict === LATE ? g("path", { class: "corner", d: "M" + (x + 10) + " " + y + "h5.500q1.500 0 1.500 1.500v5.500z" }) : null,
    g("text", { class: "letter t-" + FILLS[fillBy], x: x + 8.5, y: y + 12.5, "text-anchor": "middle" }, letterOf(code))];
}

/** Circles with the letter of each step; where they would touch, they are moved apart, and a tick shows the day. @param {number[]} steps @param {(day: Day) => number} x @param {number} y @param {number} width */
function stepMarks(steps, x, y, width) {
  let last = -Infinity;
  return steps.map((number) => {
    const record = DATA.records[number];
    const day = record.first ?? 0;
    const real = x(day);
    const at = Math.min(width - 8, Math.max(real, last + 15.5));
    last = at;
    const unknownThen = shown.clock === "then" && (record.known ?? -Infinity) > shown.on;
    return g("g", { class: "step" + (day > shown.on || unknownThen ? " faint" : "") }, g("title", {}, record.on + ": " + record.text),
      g("line", { x1: real, x2: at, y1: y - 10, y2: y - 6 }), g("circle", { cx: at, cy: y, r: 7 }), stepSign(record.step, at, y));
  });
}

/** @param {string} step @param {number} x @param {number} y */
function stepSign(step, x, y) {
  if (step === "x") return g("path", { class: "sign", d: "M" + (x - 2.5) + " " + (y - 2.5) + "l5 5m0 -5l-5 5" });
  if (step === "c") return g("path", { class: "sign", d: "M" + (x - 3) + " " + y + "l2 2.500l4 -5" });
  return g("text", { x, y: y + 3.8, "text-anchor": "middle" }, step);
}

/** The key of the signs. */
function ganttKey() {
  const sign = (/** @type {string} */ step) => g("svg", { width: 16, height: 16, "aria-hidden": "true", class: "step" }, g("circle", { cx: 8, cy: 8, r: 7 }), stepSign(step, 8, 8));
  const flag = g("svg", { width: 10, height: 10, "aria-hidden": "true" }, g("path", { class: "flag", d: "M0 1h10l-5 8z" }));
  return h("ul", { class: "key" }, h("li", {}, flag, word("key.deadline")),
    ["F", "R", "C", "J", "P", "x", "c"].map((step) => h("li", {}, sign(step), word("key." + step))));
}

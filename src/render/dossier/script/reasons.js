// Why a cell shows what it shows: in the rail, in place of the map; on a phone, as a sheet.

/** Where the focus goes back to. @type {HTMLElement | null} */
let openedFrom = null;
let reasonsBuilt = "";

/** @param {number} state @param {number} duty @param {HTMLElement} from */
function openReasons(state, duty, from) {
  openedFrom = from;
  change({ state, duty }, true);
  requestAnimationFrame(() => byId("reasons-title").focus({ preventScroll: !phone.matches }));
}

function closeReasons() {
  if (byId("reasons").hidden) return;
  change({ duty: -1 }, true);
  const back = openedFrom?.isConnected ? openedFrom : elementAt(current[0], current[1]);
  back?.focus();
}

function updateReasons() {
  const open = shown.duty >= 0 && shown.state >= 0;
  byId("reasons").hidden = !open;
  byId("map-panel").hidden = open && !phone.matches;
  markChosen(open);
  if (!open) {
    reasonsBuilt = "";
    return;
  }
  const place = placeNow();
  const records = recordsShown(shown.state, shown.duty);
  const key = [shown.state, shown.duty, shown.clock, place, records.length, shown.on].join();
  if (key === reasonsBuilt) return;
  reasonsBuilt = key;
  buildReasons(records);
}

/** Ground of the chosen pair on the day. */
function placeNow() {
  return valueAt(lineOf(shown.clock, shown.state, shown.duty), shown.on);
}

/** @type {HTMLElement | null} */
let chosenCell = null;

/** The mark is lost with the next change of the cell's code, so it is set with every redraw. @param {boolean} open */
function markChosen(open) {
  chosenCell?.classList.remove("chosen");
  chosenCell = open ? cellOf(shown.state, shown.duty) : null;
  chosenCell?.classList.add("chosen");
}

/** @param {number} state @param {number} duty */
function cellOf(state, duty) {
  for (const row of rows) {
    const at = row.cells.findIndex((_, i) => row.states[i] === state && row.duties[i].includes(duty));
    if (at >= 0) return row.cells[at];
  }
  return null;
}

/** Records of a pair that had happened, and were known, on the day; the latest first. @param {number} state @param {number} duty */
function recordsShown(state, duty) {
  const list = DATA.recordsOf[state * DATA.duties.length + duty];
  if (list < 0) return [];
  const limit = shown.clock === "then" ? shown.on : Infinity;
  const found = recordLists[list].filter((number) => {
    const record = DATA.records[number];
    return (record.first ?? -Infinity) <= shown.on && (record.known ?? -Infinity) <= limit;
  });
  return found.reverse();
}

/** @param {number[]} records */
function buildReasons(records) {
  const ground = groundAt(shown.clock, shown.state, shown.duty, shown.on);
  const duty = DATA.duties[shown.duty];
  const act = DATA.acts[duty.act];
  const title = h("h2", { id: "reasons-title", tabindex: "-1", class: "data" }, DATA.states[shown.state].name + ": " + duty.title);
  const close = h("button", { type: "button", class: "close", "aria-label": word("close") }, "✕");
  close.addEventListener("click", closeReasons);
  const hadFocus = byId("reasons").contains(document.activeElement);
  replace(byId("reasons"), close,
    h("p", { class: "sub data" }, h("a", { href: addressOf({ view: "act" }) }, act.name), " · " + say("article", { article: duty.article })),
    title, verdictHead(ground), chips(ground, duty), clocksChart(),
    act.remark ? h("p", { class: "remark data" }, act.remark) : null,
    h("h3", {}, word("because")), becauseList(ground),
    h("h3", {}, say("evidence", { n: records.length })), evidenceList(records, ground));
  if (hadFocus) title.focus({ preventScroll: true });
}

/** "Overdue, day 634", since when, due when. @param {GroundData | null} ground */
function verdictHead(ground) {
  const line = lineOf(shown.clock, shown.state, shown.duty);
  const code = codeAt(shown.clock, shown.state, shown.duty, shown.on);
  const since = line ? line.days[placeOf(line.days, shown.on)] : undefined;
  const word1 = wordOf(code);
  const gap = ground && ground[2] !== null ? say("gap.day", { n: shown.on - ground[2] + 1, least: ground[6] & AT_LEAST ? 1 : 0 }) : "";
  return h("div", { class: "verdict" },
    h("span", { class: "c big " + CLASSES[code], "aria-hidden": "true" }, letterOf(code)),
    h("p", {}, h("b", {}, word1.charAt(0).toUpperCase() + word1.slice(1) + gap),
      since === undefined ? null : h("span", {}, say("since", { date: shortDate(sinceWhen(line, since)) })),
      ground && ground[1] !== null ? h("span", {}, say("due", { date: shortDate(ground[1]) })) : null));
}

/** First day of the present verdict: equal verdicts on other grounds count as one. @param {Line | null} line @param {Day} since */
function sinceWhen(line, since) {
  if (!line) return since;
  let place = placeOf(line.days, since);
  while (place > 0 && codes[line.what[place - 1]] === codes[line.what[place]]) place -= 1;
  return line.days[place];
}

/** @param {GroundData | null} ground @param {DutyData} duty */
function chips(ground, duty) {
  const made = [];
  if (ground) {
    const gap = ground[0] <= PARTIAL;
    if (gap) made.push(h("li", { class: "hot" }, say("severity", { what: DATA.severities[ground[3]] })));
    if (ground[4] > 0) made.push(h("li", { class: gap ? "hot" : null }, say("stage.open", { what: DATA.stages[ground[4]] })));
    if (ground[5] > 0) made.push(h("li", {}, say("contested", { what: DATA.stages[ground[5]] })));
    if (ground[6] & RECALLED) made.push(h("li", {}, word("recalled")));
    if (ground[6] & PRESUMED) made.push(h("li", {}, word("presumed")));
    if (ground[6] & APPROXIMATE) made.push(h("li", {}, word("approximate")));
  }
  made.push(h("li", {}, word(duty.binding ? "binding" : "encouraged.duty")));
  return h("ul", { class: "chips" }, made);
}

/** Both clocks under each other, so that hindsight is seen. */
function clocksChart() {
  const width = 272, left = 78;
  const to = Math.max(DATA.open.today, shown.on) + 60;
  const [first] = timeOf([shown.duty]);
  const start = Math.min(first, shown.on);
  const x = (/** @type {Day} */ day) => left + ((Math.max(start, Math.min(to, day)) - start) / (to - start)) * (width - left - 4);
  const svg = g("svg", { class: "chart strips", width, height: 64, viewBox: "0 0 " + width + " 64", role: "img", "aria-label": clocksWords() });
  /** @type {Clock[]} */ (["then", "today"]).forEach((clock, i) => {
    svg.append(g("text", { class: "axis" + (clock === shown.clock ? " own" : ""), x: 0, y: 18 + i * 18 }, word("known." + clock + ".axis")),
      ...strip(lineOf(clock, shown.state, shown.duty), x, 8 + i * 18, 13, to, { words: true }));
  });
  const due = groundAt(shown.clock, shown.state, shown.duty, shown.on)?.[1] ?? DATA.duties[shown.duty].due;
  if (due !== null && due > start) svg.append(...deadlineFlag(x(due), 5, 40));
  svg.append(g("line", { class: "cursor", x1: x(shown.on), x2: x(shown.on), y1: 2, y2: 44 }));
  for (const year of yearsFor(start, to, width - left)) {
    const at = x(dayOf(year, 0, 1));
    if (at < width - 14) svg.append(g("text", { class: "axis", x: at, y: 58, "text-anchor": "middle" }, String(year)));
  }
  return svg;
}

function clocksWords() {
  return /** @type {Clock[]} */ (["then", "today"])
    .map((clock) => word("known." + clock + ".axis") + ": " + wordOf(codeAt(clock, shown.state, shown.duty, shown.on))).join("; ");
}

/** @param {GroundData | null} ground */
function becauseList(ground) {
  const day = iso(shown.on);
  const texts = ground ? ground[7].map((number) => DATA.texts[number].replaceAll("{on}", day)) : [word("no.reason")];
  return h("ul", { class: "because" }, texts.map((text) => h("li", { class: "data" }, text)));
}

/** @param {number[]} records @param {GroundData | null} ground */
function evidenceList(records, ground) {
  const roles = new Map(ground ? ground[8] : []);
  if (!records.length) return h("p", { class: "grey" }, word("no.evidence"));
  return h("ol", { class: "evidence" }, records.map((number) => evidenceLine(DATA.records[number], roles.get(number))));
}

/** @param {RecordData} record @param {number | undefined} role 1 decides, 2 begins the gap */
function evidenceLine(record, role) {
  const source = DATA.sources[record.source];
  return h("li", { class: role ? "counts" : null },
    h("span", { class: "on" }, record.on),
    h("div", {}, h("span", { class: "data" }, record.text), role ? h("em", {}, word(role === 2 ? "begins.gap" : "decides")) : null,
      record.recalled ? h("em", { class: "calm" }, word("recalled")) : null,
      h("br"), link(source.link, source.reference + (record.locator ? ", " + record.locator : "")),
      record.note ? h("p", { class: "note data" }, record.note) : null));
}

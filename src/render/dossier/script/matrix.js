// The matrix: acts are rows, states are columns; turned, the other way round. One element a cell; a redraw touches
// only the cells whose code differs. The first matrix is in the page already and is taken over as it stands.

/** @typedef {{ kind: "group" | "act" | "duty", text: string, duties: number[], act: number, strong: boolean }} Item a line of the matrix: a heading, or what is judged */
/** @typedef {{ element: HTMLElement, head: HTMLElement, cells: HTMLElement[], shown: Uint8Array, total: HTMLElement, counts: Uint16Array, states: number[], duties: number[][], words: string }} Row */

/** @type {Row[]} */
let rows = [];
/** @type {HTMLElement[]} */
let columnHeads = [];
/** @type {{ cells: HTMLElement[], shown: Int32Array, states: number[], duties: number[][] }} */
let sums = { cells: [], shown: new Int32Array(0), states: [], duties: [] };
const matrixShown = { turned: false, sort: "protocol", all: false, open: /** @type {Set<number>} */ (new Set()) };
/** Width of the bar of a row. */
const BAR_WIDTH = 44;
/** More acts than these: one line an act, its duties unfolded on demand. */
const ACTS_UNFOLDED = 10;

function folded() {
  return DATA.acts.length > ACTS_UNFOLDED && !matrixShown.all;
}

/** The lines of the matrix in order. @returns {Item[]} */
function items() {
  /** @type {Item[]} */
  const made = [];
  DATA.groups.forEach((group, number) => {
    const acts = DATA.acts.map((_, act) => act).filter((act) => DATA.acts[act].group === number && dutiesOf[act].length);
    if (!acts.length) return;
    made.push({ kind: "group", text: group, duties: [], act: -1, strong: false });
    for (const act of acts) made.push(...itemsOfAct(act));
  });
  return made;
}

/** @param {number} act @returns {Item[]} */
function itemsOfAct(act) {
  const own = dutiesOf[act].filter((duty) => matrixShown.all || DATA.duties[duty].headline);
  const name = DATA.acts[act].name;
  const line = (/** @type {number} */ duty) => ({ kind: /** @type {const} */ ("duty"), text: DATA.duties[duty].label, duties: [duty], act, strong: false });
  if (!folded()) {
    if (own.length === 1) return [{ kind: "duty", text: name, duties: own, act, strong: true }];
    return [{ kind: "act", text: name, duties: [], act, strong: true }, ...own.map(line)];
  }
  const head = { kind: /** @type {const} */ ("act"), text: name, duties: own, act, strong: true };
  return matrixShown.open.has(act) ? [head, ...dutiesOf[act].map(line)] : [head];
}

/** States in the chosen order. */
function stateOrder() {
  const order = DATA.states.map((_, state) => state);
  if (matrixShown.sort === "name") order.sort((a, b) => (DATA.states[a].name < DATA.states[b].name ? -1 : 1));
  if (matrixShown.sort === "gaps") order.sort((a, b) => now.gaps[b] - now.gaps[a] || a - b);
  return order;
}

/** Builds the matrix from nothing: after a turn, a sort, an unfolding. */
function buildMatrix() {
  const matrix = byId("matrix");
  rows = [];
  columnHeads = [];
  matrix.classList.toggle("turned", matrixShown.turned);
  matrix.replaceChildren(...(matrixShown.turned ? buildTurned() : buildUpright()));
  current = [Math.min(current[0], rows.length), Math.min(current[1], columnHeads.length)];
  setCurrent(current[0], current[1], false);
  updateMatrix(true);
}

function buildUpright() {
  const order = stateOrder();
  columnHeads = order.map((state) => stateHead("columnheader", "ch", state, DATA.states[state].code));
  const head = h("div", { role: "row", class: "row head" }, h("div", { role: "columnheader", class: "rh" }, h("span", { class: "sr" }, word("duty"))),
    columnHeads, h("div", { role: "columnheader", class: "tot" }, say("states.count", { n: order.length })));
  const body = items().map((item) => buildLine(item, order));
  return [head, ...body, buildSums(order, order.map(() => headlines), word("gaps.per.state"))];
}

/** @param {Item} item @param {number[]} order */
function buildLine(item, order) {
  if (item.kind === "group") {
    return h("div", { role: "row", class: "row group" }, h("div", { role: "rowheader", class: "gh data" }, item.text));
  }
  const open = item.kind === "act" && item.duties.length ? matrixShown.open.has(item.act) : null;
  const head = h("div", { role: "rowheader", class: "rh data" + (item.strong ? " strong" : ""), title: item.text, "aria-expanded": open === null ? null : String(open) }, item.text);
  head.dataset.act = String(item.act);
  if (item.kind === "duty") head.dataset.duty = String(item.duties[0]);
  const row = h("div", { role: "row", class: "row " + item.kind + (item.duties.length ? "" : " empty") }, head);
  if (item.duties.length) addRow(row, head, order, order.map(() => item.duties));
  else takeRow(row, head, [], head, [], []);
  return row;
}

/** Turned: a line per state, a column per duty. */
function buildTurned() {
  const columns = items().filter((item) => item.duties.length);
  columnHeads = columns.map((item) => {
    const text = item.strong ? item.text : DATA.acts[item.act].name + ": " + item.text;
    const head = h("div", { role: "columnheader", class: "ch data", title: text }, text);
    head.dataset.act = String(item.act);
    if (item.kind === "duty") head.dataset.duty = String(item.duties[0]);
    return head;
  });
  const head = h("div", { role: "row", class: "row head" }, h("div", { role: "columnheader", class: "rh" }, h("span", { class: "sr" }, word("state"))),
    columnHeads, h("div", { role: "columnheader", class: "tot" }, say("duties", { n: columns.length })));
  const duties = columns.map((item) => item.duties);
  const body = stateOrder().map((state) => {
    const name = stateHead("rowheader", "rh", state, DATA.states[state].name);
    const row = h("div", { role: "row", class: "row duty" }, name);
    addRow(row, name, duties.map(() => state), duties);
    return row;
  });
  return [head, ...body, buildSums(duties.map(() => -1), duties, word("gaps.per.duty"))];
}

/** @param {string} role @param {string} kind @param {number} state @param {string} text */
function stateHead(role, kind, state, text) {
  const head = h("div", { role, class: kind + " data", title: DATA.states[state].name }, text);
  head.dataset.state = String(state);
  return head;
}

/** @param {HTMLElement} element @param {HTMLElement} head @param {number[]} states @param {number[][]} duties */
function addRow(element, head, states, duties) {
  const cells = states.map(() => h("div", { role: "gridcell", class: "c" }, " "));
  const total = h("div", { role: "gridcell", class: "tot" }, g("svg", { class: "tb", width: BAR_WIDTH, height: 9, viewBox: "0 0 " + BAR_WIDTH + " 9", preserveAspectRatio: "none", "aria-hidden": "true" }), h("span", {}));
  element.append(...cells, total);
  takeRow(element, head, cells, total, states, duties);
}

/** @param {HTMLElement} element @param {HTMLElement} head @param {HTMLElement[]} cells @param {HTMLElement} total @param {number[]} states @param {number[][]} duties */
function takeRow(element, head, cells, total, states, duties) {
  const code = new Uint8Array(cells.length).fill(255);
  rows.push({ element, head, cells, shown: code, total, counts: new Uint16Array(11), states, duties, words: "" });
}

/** @param {number[]} states @param {number[][]} duties @param {string} name */
function buildSums(states, duties, name) {
  const cells = states.map(() => h("div", { role: "gridcell", class: "n" }, " "));
  sums = { cells, shown: new Int32Array(cells.length).fill(-1), states, duties };
  return h("div", { role: "row", class: "row sum" }, h("div", { role: "rowheader", class: "rh" }, name), cells);
}

/** Takes over the matrix that the binary wrote. @returns {boolean} false where it is not what the data asks for */
function adoptMatrix() {
  const order = stateOrder();
  const made = items();
  const elements = [...byId("matrix").children];
  if (elements.length !== made.length + 2) return false;
  rows = [];
  columnHeads = /** @type {HTMLElement[]} */ ([...elements[0].children].slice(1, -1));
  made.forEach((item, i) => {
    const children = /** @type {HTMLElement[]} */ ([...elements[i + 1].children]);
    if (item.kind === "group") return;
    const cells = children.slice(1, -1);
    takeRow(/** @type {HTMLElement} */ (elements[i + 1]), children[0], cells, children[children.length - 1], order, cells.map(() => item.duties));
  });
  const cells = /** @type {HTMLElement[]} */ ([...elements[elements.length - 1].children].slice(1));
  sums = { cells, shown: new Int32Array(cells.length).fill(-1), states: order, duties: order.map(() => headlines) };
  if (rows.some((row) => row.cells.length % order.length) || cells.length !== order.length) return false;
  setCurrent(...firstCell(), false);
  return true;
}

/** With more rows than these, a moving date redraws those on the screen at once, the others when it rests. */
const ROWS_AT_ONCE = 120;
const ROW_HEIGHT = 24;

/** @param {boolean} [all] also what is off the screen */
function updateMatrix(all = false) {
  if (all || rows.length <= ROWS_AT_ONCE) {
    for (const row of rows) updateRow(row);
  } else {
    const first = Math.floor(-byId("matrix").getBoundingClientRect().top / ROW_HEIGHT) - 10;
    const last = first + Math.ceil(innerHeight / ROW_HEIGHT) + 20;
    for (let i = Math.max(0, first); i < Math.min(rows.length, last); i++) updateRow(rows[i]);
  }
  updateSums();
  markMapRow();
}

/** @param {Row} row */
function updateRow(row) {
  let changed = false;
  for (let i = 0; i < row.cells.length; i++) {
    const code = codeOfRow(row.states[i], row.duties[i]);
    if (code === row.shown[i]) continue;
    changed = true;
    row.shown[i] = code;
    showCell(row.cells[i], code);
  }
  if (changed) updateTotal(row);
}

/** @param {HTMLElement} cell @param {number} code */
function showCell(cell, code) {
  cell.className = "c " + CLASSES[code];
  const letter = letterOf(code);
  const text = /** @type {Text} */ (cell.firstChild);
  if (text.data !== letter) text.data = letter;
  cell.setAttribute("aria-label", letter + " " + wordOf(code));
}

/** @param {Row} row */
function updateTotal(row) {
  const counts = row.counts.fill(0);
  for (const code of row.shown) counts[verdictOf(code)] += 1;
  fillBar(/** @type {SVGElement} */ (row.total.firstElementChild), counts, BAR_WIDTH);
  const [strong, plain] = rowWords(counts, row.duties[0][0]);
  if (row.words === strong + plain) return;
  row.words = strong + plain;
  replace(/** @type {Element} */ (row.total.lastElementChild), strong ? h("b", { class: "red" }, strong) : null, plain);
}

function updateSums() {
  sums.cells.forEach((cell, i) => {
    const count = sums.states[i] >= 0 ? now.gaps[sums.states[i]] : gapsOfDuties(sums.duties[i]);
    if (count === sums.shown[i]) return;
    sums.shown[i] = count;
    cell.className = "n g" + Math.min(4, count);
    /** @type {Text} */ (cell.firstChild).data = String(count);
  });
}

/** @param {number[]} duties */
function gapsOfDuties(duties) {
  let sum = 0;
  for (const duty of duties) for (let state = 0; state < DATA.states.length; state++) if (verdictOf(codeNow(state, duty)) <= PARTIAL) sum += 1;
  return sum;
}

/** Head of the duty that is on the map. @type {Element | null} */
let mapHead = null;

function markMapRow() {
  const wanted = shown.map < 0 ? "" : String(shown.map);
  if ((mapHead?.isConnected ? /** @type {HTMLElement} */ (mapHead).dataset.duty : "") === wanted) return;
  mapHead?.removeAttribute("aria-current");
  mapHead = wanted ? document.querySelector('#matrix [data-duty="' + wanted + '"]') : null;
  mapHead?.setAttribute("aria-current", "true");
}

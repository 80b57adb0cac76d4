// The matrix under keys and clicks. One tab stop: the current cell.

/** Cell with the one tab stop: [line, column]; line 0 holds the column heads, column 0 the row heads. */
let current = [1, 1];

/** @param {number} line @param {number} column */
function elementAt(line, column) {
  if (line === 0) return columnHeads[column - 1];
  const row = rows[line - 1];
  return row && (column === 0 ? row.head : row.cells[column - 1]);
}

/** @returns {[number, number]} */
function firstCell() {
  return [1 + rows.findIndex((row) => row.cells.length > 0), 1];
}

/** The place that a move reaches: inside the matrix, and past headings, which have no cells. @param {number} line @param {number} column @returns {[number, number]} */
function nearestPlace(line, column) {
  const to = Math.max(0, Math.min(columnHeads.length, column));
  const way = line < current[0] ? -1 : 1;
  let at = Math.max(0, Math.min(rows.length, line));
  while (at > 0 && at < rows.length && !elementAt(at, to)) at += way;
  return elementAt(at, to) && (at > 0 || to > 0) ? [at, to] : [current[0], current[1]];
}

/** @param {number} line @param {number} column @param {boolean} focus */
function setCurrent(line, column, focus) {
  const element = elementAt(line, column);
  if (!element) return;
  byId("matrix").querySelector("[tabindex]")?.removeAttribute("tabindex");
  current = [line, column];
  element.tabIndex = 0;
  if (focus) element.focus();
}

/** @param {Element | null} element @returns {[number, number] | null} */
function placeIn(element) {
  const column = columnHeads.indexOf(/** @type {HTMLElement} */ (element));
  if (column >= 0) return [0, column + 1];
  const line = rows.findIndex((row) => row.element === element?.parentElement);
  if (line < 0) return null;
  const at = rows[line].cells.indexOf(/** @type {HTMLElement} */ (element));
  return at >= 0 ? [line + 1, at + 1] : element === rows[line].head ? [line + 1, 0] : null;
}

/** @param {KeyboardEvent} event */
function moveInMatrix(event) {
  const [line, column] = current;
  const last = [rows.length, columnHeads.length];
  /** @type {Map<string, number[]>} */
  const moves = new Map([
    ["ArrowRight", [line, column + 1]], ["ArrowLeft", [line, column - 1]],
    ["ArrowDown", [line + 1, column]], ["ArrowUp", [line - 1, column]],
    ["Home", event.ctrlKey ? firstCell() : [line, 1]], ["End", event.ctrlKey ? last : [line, last[1]]],
    ["PageDown", [line + 10, column]], ["PageUp", [line - 10, column]],
  ]);
  const to = moves.get(event.key);
  if (to) {
    event.preventDefault();
    setCurrent(...nearestPlace(to[0], to[1]), true);
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    chooseInMatrix(/** @type {HTMLElement} */ (event.target));
  }
}

/** @param {HTMLElement} element a cell or a head */
function chooseInMatrix(element) {
  const place = placeIn(element);
  if (place) setCurrent(place[0], place[1], true);
  const { state, duty, act } = element.dataset;
  if (state !== undefined) return go("country", { state: +state });
  if (duty !== undefined) return change({ map: shown.map === +duty ? -1 : +duty });
  if (act !== undefined) return folded() ? unfold(+act) : go("act", { duty: dutiesOf[+act][0] });
  if (!place || place[0] < 1 || place[1] < 1) return;
  const row = rows[place[0] - 1];
  openReasons(row.states[place[1] - 1], gravest(row.states[place[1] - 1], row.duties[place[1] - 1]), element);
}

/** The duty that a cell of several duties shows. @param {number} state @param {number[]} duties */
function gravest(state, duties) {
  const code = codeOfRow(state, duties);
  return duties.find((duty) => codeNow(state, duty) === code) ?? duties.find((duty) => verdictOf(codeNow(state, duty)) === verdictOf(code)) ?? duties[0];
}

/** @param {number} act */
function unfold(act) {
  if (!matrixShown.open.delete(act)) matrixShown.open.add(act);
  const hadFocus = byId("matrix").contains(document.activeElement);
  buildMatrix();
  const line = rows.findIndex((row) => row.head.dataset.act === String(act));
  if (line >= 0) setCurrent(line + 1, 0, hadFocus);
}

function turn() {
  matrixShown.turned = !matrixShown.turned;
  byId("turn").setAttribute("aria-pressed", String(matrixShown.turned));
  current = [current[1], current[0]];
  buildMatrix();
}

function startMatrix() {
  const matrix = byId("matrix");
  matrix.addEventListener("keydown", moveInMatrix);
  matrix.addEventListener("click", (event) => {
    const found = /** @type {Element} */ (event.target).closest(".c, .ch, .rh");
    if (found) chooseInMatrix(/** @type {HTMLElement} */ (found));
  });
  byId("turn").addEventListener("click", turn);
  byId("sort").addEventListener("change", (event) => {
    matrixShown.sort = /** @type {HTMLSelectElement} */ (event.target).value;
    buildMatrix();
  });
  byId("which").addEventListener("change", (event) => {
    matrixShown.all = /** @type {HTMLSelectElement} */ (event.target).value === "all";
    buildMatrix();
  });
  addEventListener("scroll", () => rows.length > ROWS_AT_ONCE && shown.view === "overview" && change({}), { passive: true });
  takeSnapshot();
  if (!adoptMatrix()) buildMatrix();
}

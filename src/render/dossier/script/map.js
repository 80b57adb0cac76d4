// Tile maps: 28 equal tiles, so that a small state weighs as much as a large one. One tab stop a map.

/** @typedef {{ element: HTMLElement, tiles: { state: number, element: HTMLElement, text: HTMLElement, shown: string }[] }} TileMap */

/** @type {TileMap | null} */
let mainMap = null;
let listShown = "";

/**
 * @param {HTMLElement} element the box that holds the tiles
 * @param {(state: number) => void} choose
 * @returns {TileMap}
 */
function adoptMap(element, choose) {
  const tiles = /** @type {HTMLElement[]} */ ([...element.children]).map((tile) => ({
    state: Number(tile.dataset.state), element: tile, text: /** @type {HTMLElement} */ (tile.lastElementChild), shown: "",
  }));
  const made = { element, tiles };
  tiles.forEach((tile, i) => (tile.element.tabIndex = i ? -1 : 0));
  element.addEventListener("keydown", (event) => moveOnMap(made, event));
  element.addEventListener("click", (event) => {
    const tile = /** @type {Element} */ (event.target).closest("button");
    if (tile) choose(Number(/** @type {HTMLElement} */ (tile).dataset.state));
  });
  return made;
}

/** @param {string} label @param {(state: number) => void} choose @param {boolean} codesShown */
function buildMap(label, choose, codesShown) {
  const box = h("div", { class: "map" + (codesShown ? "" : " small"), role: "group", "aria-label": label });
  DATA.states.forEach((state, number) => {
    if (!state.at) return;
    const tile = h("button", { type: "button", class: tileClass(number) }, codesShown ? [h("b", {}, state.code), " "] : null, h("span", {}));
    tile.dataset.state = String(number);
    box.append(tile);
  });
  return adoptMap(box, choose);
}

/** @param {number} state */
function tileClass(state) {
  const at = DATA.states[state].at ?? [0, 0];
  return "tile x" + at[0] + " y" + at[1];
}

/** The next tile in a direction: the nearest one, a step aside counting double. @param {TileMap} map @param {KeyboardEvent} event */
function moveOnMap(map, event) {
  const ways = new Map([["ArrowRight", [1, 0]], ["ArrowLeft", [-1, 0]], ["ArrowDown", [0, 1]], ["ArrowUp", [0, -1]]]);
  const way = ways.get(event.key);
  const from = map.tiles.find((tile) => tile.element === document.activeElement);
  if (!way || !from) return;
  event.preventDefault();
  const [x, y] = DATA.states[from.state].at ?? [0, 0];
  let best = null, least = Infinity;
  for (const tile of map.tiles) {
    const [tx, ty] = DATA.states[tile.state].at ?? [0, 0];
    const along = (tx - x) * way[0] + (ty - y) * way[1];
    const aside = Math.abs((tx - x) * way[1]) + Math.abs((ty - y) * way[0]);
    if (along > 0 && along + 2 * aside < least) [best, least] = [tile, along + 2 * aside];
  }
  if (!best) return;
  for (const tile of map.tiles) tile.element.tabIndex = -1;
  best.element.tabIndex = 0;
  best.element.focus();
}

/** @param {TileMap} map @param {(state: number) => [string, string, string]} look class, text and words of a state */
function updateMap(map, look) {
  for (const tile of map.tiles) {
    const [kind, text, words] = look(tile.state);
    const key = kind + text + words;
    if (tile.shown === key) continue;
    tile.shown = key;
    tile.element.className = tileClass(tile.state) + " " + kind;
    setText(tile.text, text);
    const state = DATA.states[tile.state];
    tile.element.setAttribute("aria-label", (tile.element.childElementCount > 1 ? state.code + " " : "") + text + (text ? " " : "") + words + ", " + state.name);
  }
}

/** A state by its number of gaps. @param {number} state @returns {[string, string, string]} */
function lookOfGaps(state) {
  if (!isMember(state, shown.on)) return ["absent", "", word("no.member")];
  const gaps = now.gaps[state];
  if (!now.judged[state]) return ["absent", letterOf(OUTSIDE), word("nothing.asked")];
  if (!gaps && !now.known[state]) return ["nothing", "?", word("nothing.known")];
  return ["g" + Math.min(4, gaps), String(gaps), say("gaps.word", { n: gaps })];
}

/** A state by its verdict on some duties. @param {number[]} duties @returns {(state: number) => [string, string, string]} */
function lookOfDuties(duties) {
  return (state) => {
    const code = codeOfRow(state, duties);
    if (verdictOf(code) >= OUTSIDE) return ["absent", letterOf(code), wordOf(code)];
    return ["c " + CLASSES[code], letterOf(code), wordOf(code)];
  };
}

/** The main map and the list under it. */
function updateMainMap() {
  if (!mainMap) return;
  const duty = shown.map;
  if (duty < 0) updateMap(mainMap, lookOfGaps);
  else updateMap(mainMap, lookOfDuties([duty]));
  const title = duty < 0 ? word("map.gaps") : DATA.acts[DATA.duties[duty].act].name + ": " + DATA.duties[duty].label;
  setText(byId("map-title"), title);
  byId("map-off").hidden = duty < 0;
  byId("map-key").hidden = duty >= 0;
  updateList();
}

/** States with gaps, most first; overdue red, in part orange. */
function updateList() {
  const found = DATA.states.map((_, state) => state).filter((state) => now.gaps[state] > 0);
  found.sort((a, b) => now.gaps[b] - now.gaps[a] || a - b);
  const most = 14;
  const key = found.slice(0, most).map((state) => state + ":" + now.gaps[state] + ":" + now.partial[state]).join() + found.length;
  if (key === listShown) return;
  listShown = key;
  const unit = Math.min(23, 132 / Math.max(1, now.gaps[found[0]] ?? 1));
  replace(byId("list"), found.slice(0, most).map((state) => listLine(state, unit)),
    found.length > most ? h("li", { class: "grey" }, say("and.more.states", { n: found.length - most })) : null);
}

/** @param {number} state @param {number} unit */
function listLine(state, unit) {
  const gaps = now.gaps[state], full = gaps - now.partial[state];
  const width = Math.max(1, unit - (unit > 4 ? 2 : 0));
  const boxes = Array.from({ length: gaps }, (_, i) =>
    g("rect", { class: i < full ? "f-overdue" : "f-partial", x: (i * unit).toFixed(1), y: 0, width: width.toFixed(1), height: 11, rx: unit > 6 ? 2 : 0 }));
  const name = h("a", { class: "data", href: addressOf({ view: "country", state }) }, DATA.states[state].name);
  return h("li", {}, name, g("svg", { width: 134, height: 11, "aria-hidden": "true" }, boxes), h("b", {}, String(gaps)));
}

// What the page shows, its address, and one redraw a frame.

/**
 * @typedef {object} Shown
 * @property {Day} on
 * @property {Clock} clock
 * @property {string} view overview, country, act, programme or sources
 * @property {number} state -1 for none
 * @property {number} duty -1 for none; with a state, in the overview: the reasons are open
 * @property {number} map duty on the map, -1 for the gaps
 */

/** @type {Shown} */
const shown = { on: 0, clock: "then", view: "overview", state: -1, duty: -1, map: -1 };
/** @type {Record<string, { show: () => void, update: () => void, title: () => string }>} */
const views = Object.create(null);

let waiting = false;
/** View and subject as last built; where they differ, the view is built anew. */
let built = "";
let addressTimer = 0;
let speechTimer = 0;
let fullTimer = 0;
/** Set where the next address is a new entry of the history. */
let newEntry = false;

/** A day on the time bar. @param {Day} day */
function within(day) {
  return Math.max(DATA.open.from, Math.min(DATA.open.to, day));
}

/** @param {Partial<Shown>} patch @param {boolean} [entry] a new entry of the history */
function change(patch, entry = false) {
  Object.assign(shown, patch);
  shown.on = within(shown.on);
  newEntry ||= entry;
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(draw);
}

function draw() {
  waiting = false;
  updateTimeBar();
  const subject = shown.view === "country" ? shown.state : shown.view === "act" ? shown.duty : "";
  const key = shown.view + " " + subject;
  if (key !== built) {
    built = key;
    showView();
  }
  views[shown.view].update();
  updateFooter();
  rest();
}

function showView() {
  for (const name of Object.keys(views)) byId(name).hidden = name !== shown.view;
  for (const anchor of document.querySelectorAll("nav a[data-view]")) {
    const current = /** @type {HTMLElement} */ (anchor).dataset.view === shown.view;
    if (current) showCurrent(/** @type {HTMLElement} */ (anchor));
    else anchor.removeAttribute("aria-current");
  }
  document.documentElement.dataset.view = shown.view;
  setText(byId("nav-country"), shown.view === "country" ? DATA.states[shown.state].name : word("nav.country"));
  views[shown.view].show();
  // What had the focus is gone with its view: the next Tab begins at the content, not at the top of the page.
  if (document.activeElement?.closest("[hidden]")) byId("main").focus({ preventScroll: true });
}

/** On a phone the row of views is wider than the screen. @param {HTMLElement} anchor */
function showCurrent(anchor) {
  anchor.setAttribute("aria-current", "page");
  const row = anchor.parentElement;
  if (row && row.scrollWidth > row.clientWidth) row.scrollLeft = anchor.offsetLeft - row.offsetLeft - 12;
}

function updateFooter() {
  const known = shown.clock === "then" ? iso(Math.min(shown.on, DATA.open.today)) : word("no.limit");
  setText(byId("foot-dates"), say("foot.dates", { on: iso(shown.on), known }));
}

/** Once the date rests, the address follows it and the sentence is read out. */
function rest() {
  clearTimeout(addressTimer);
  clearTimeout(speechTimer);
  clearTimeout(fullTimer);
  fullTimer = setTimeout(() => shown.view === "overview" && updateMatrix(true), 120);
  addressTimer = setTimeout(writeAddress, newEntry ? 0 : 250);
  speechTimer = setTimeout(() => {
    document.title = views[shown.view].title() + " · " + word("title");
    if (!playing()) setText(byId("spoken"), sentenceText());
  }, 800);
}

/** The sentence of the view as text. */
function sentenceText() {
  return byId(shown.view).querySelector(".sentence")?.textContent ?? "";
}

/** @param {number} duty "prum/dna" */
function dutyId(duty) {
  const data = DATA.duties[duty];
  return DATA.acts[data.act].id + "/" + data.id;
}

/** @param {Partial<Shown>} [patch] */
function addressOf(patch = {}) {
  const next = { ...shown, ...patch };
  const parts = ["d=" + iso(next.on), "k=" + next.clock, "v=" + next.view];
  const stateMatters = next.view === "country" || (next.view === "overview" && next.duty >= 0);
  if (stateMatters && next.state >= 0) parts.push("s=" + encodeURIComponent(DATA.states[next.state].code));
  const dutyMatters = next.view === "act" || (next.view === "overview" && next.state >= 0);
  if (dutyMatters && next.duty >= 0) parts.push("o=" + encodeURIComponent(dutyId(next.duty)));
  if (next.map >= 0) parts.push("m=" + encodeURIComponent(dutyId(next.map)));
  return "#" + parts.join("&");
}

function writeAddress() {
  const address = addressOf();
  if (address === location.hash) return;
  // A browser may refuse the history to a file; the address then stays as it was.
  try {
    if (newEntry) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  } catch {
    // The page works without it.
  }
  newEntry = false;
}

/** @param {string} text @returns {Map<string, string>} */
function readAddress(text) {
  const found = new Map();
  for (const part of text.replace(/^#/, "").split("&")) {
    const cutAt = part.indexOf("=");
    // The links of the page's head name a view alone: "#sources".
    if (cutAt < 0 && part in views) found.set("v", part);
    if (cutAt < 1) continue;
    try {
      found.set(part.slice(0, cutAt), decodeURIComponent(part.slice(cutAt + 1)));
    } catch {
      // A broken escape names nothing.
    }
  }
  return found;
}

/** What an address asks for; whatever it does not say, or says wrongly, is as the page was opened. @param {string} text @returns {Shown} */
function shownBy(text) {
  const asked = readAddress(text);
  const open = DATA.open;
  const stateOf = (/** @type {string | undefined} */ code) => DATA.states.findIndex((state) => state.code === code);
  const dutyOf = (/** @type {string | undefined} */ id) => DATA.duties.findIndex((_, i) => dutyId(i) === id);
  const clock = asked.get("k");
  const view = asked.get("v") ?? open.view ?? "overview";
  /** @type {Shown} */
  const next = {
    on: within(readDay(asked.get("d") ?? "") ?? open.on),
    clock: clock === "then" || clock === "today" ? clock : open.clock,
    view,
    state: stateOf(asked.get("s") ?? (view === "country" ? open.state : undefined)),
    duty: asked.has("o") ? dutyOf(asked.get("o")) : -1,
    map: asked.has("m") ? dutyOf(asked.get("m")) : -1,
  };
  if (!canShow(next.view)) next.view = "overview";
  if (next.view === "country" && next.state < 0) next.state = 0;
  if (next.view === "act" && next.duty < 0) next.duty = headlines[0] ?? 0;
  return next;
}

/** A country page needs a state, an act page a duty. @param {string} name */
function canShow(name) {
  return name in views && (name !== "country" || DATA.states.length > 0) && (name !== "act" || DATA.duties.length > 0);
}

/** @param {string} name @param {Partial<Shown>} [patch] */
function go(name, patch = {}) {
  if (!canShow(name)) return;
  /** @type {Partial<Shown>} */
  const next = { view: name, ...patch };
  if (name === "country" && (next.state ?? shown.state) < 0) next.state = 0;
  if (name === "act" && (next.duty ?? shown.duty) < 0) next.duty = headlines[0] ?? 0;
  if (name === "overview" && next.duty === undefined) Object.assign(next, { duty: -1 });
  change(next, true);
  scrollTo(0, 0);
}

/** 0 for a past day, 1 for the day of the run, 2 for a later one. */
function tense() {
  return shown.on < DATA.open.today ? 0 : shown.on === DATA.open.today ? 1 : 2;
}

/** "as known on that day" */
function knownWords() {
  return word(shown.clock === "then" ? "as.known.then" : "as.known.today");
}

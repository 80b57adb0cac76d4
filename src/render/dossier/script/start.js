// The start: data, parts, keys, theme, print. Only this file runs something when it is read.

/** Keys that work anywhere but in a field. @type {Map<string, () => void>} */
const keys = new Map([
  ["[", () => jump(-1)], ["]", () => jump(1)], ["p", play], ["k", () => change({ clock: shown.clock === "then" ? "today" : "then" })],
  ["t", () => shown.view === "overview" && turn()], ["/", () => byId("find").focus()], ["escape", () => shown.view === "overview" && closeReasons()],
]);

/** @param {KeyboardEvent} event */
function pressKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (/** @type {Element} */ (event.target).closest("input, select, textarea")) return;
  const action = keys.get(event.key.toLowerCase());
  if (!action) return;
  if (event.key !== "Escape") event.preventDefault();
  action();
}

function changeTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

/** Charts are drawn at their size: on paper at the width of the paper, on the screen at that of their box. @param {boolean} paper */
function drawForPaper(paper) {
  if (shown.view === "overview") {
    for (const curve of curves) if (!paper || curves.length <= 12) paper ? drawCurve(curve, 194, 62) : drawCurve(curve);
    if (paper) updateMatrix(true);
  }
  if (shown.view === "country") drawGantt(paper ? 700 : byId("gantt").clientWidth, paper);
  if (shown.view === "act") {
    drawStrips(paper ? 700 : byId("act-strips").clientWidth);
    drawStack(paper ? 330 : byId("act-stack").clientWidth);
  }
}

function redrawAll() {
  barClock = "";
  for (const curve of curves) curve.drawn = "";
  change({});
}

function startPage() {
  let width = innerWidth;
  addEventListener("keydown", pressKey);
  addEventListener("hashchange", () => change(shownBy(location.hash)));
  addEventListener("popstate", () => change(shownBy(location.hash)));
  addEventListener("resize", () => {
    if (innerWidth !== width) redrawAll();
    width = innerWidth;
  });
  addEventListener("beforeprint", () => drawForPaper(true));
  addEventListener("afterprint", () => drawForPaper(false));
  byId("print").addEventListener("click", () => print());
  byId("theme").addEventListener("click", changeTheme);
  for (const anchor of document.querySelectorAll("nav a[data-view]")) {
    anchor.addEventListener("click", (event) => {
      event.preventDefault();
      go(/** @type {HTMLElement} */ (anchor).dataset.view ?? "overview");
    });
  }
}

async function start() {
  prepare(await readData());
  document.documentElement.classList.add("script");
  for (const element of document.querySelectorAll(".plain-view")) element.remove();
  startSnapshot();
  Object.assign(shown, shownBy(location.hash));
  startTimeBar();
  startOverview();
  startFind();
  startPage();
  draw();
}

start();

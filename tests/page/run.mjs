// Tests of the dossier in a real browser: node run.mjs PAGE.html [--measure PAGE.html]... [--hostile PAGE.html] [--named PAGE.html] [--whole PAGE.html] [--shots DIR]
//
// PAGE.html is the page of the shipped data, opened on 2011-11-25, known then; that of --named is of Sweden alone. Prints one line per check, "ok" or "not ok",
// and the figures measured; exits with 1 if a check failed.
import { chromium } from "playwright-core";
import { readFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

// "--only paper,measure" runs some of the checks.

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const options = readOptions(process.argv.slice(2));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
let failed = 0;

function readOptions(words) {
  const found = { page: "", measure: [], hostile: "", named: "", whole: "", shots: "", only: "" };
  for (let i = 0; i < words.length; i++) {
    if (words[i] === "--measure") found.measure.push(words[++i]);
    else if (words[i] === "--hostile") found.hostile = words[++i];
    else if (words[i] === "--named") found.named = words[++i];
    else if (words[i] === "--whole") found.whole = words[++i];
    else if (words[i] === "--only") found.only = words[++i];
    else if (words[i] === "--shots") found.shots = words[++i];
    else found.page = words[i];
  }
  if (!found.page) {
    console.error("usage: node run.mjs PAGE.html [--measure PAGE.html]... [--hostile PAGE.html] [--named PAGE.html] [--whole PAGE.html] [--shots DIR]");
    process.exit(2);
  }
  return found;
}

function check(name, holds, seen = "") {
  if (!holds) failed += 1;
  console.log((holds ? "ok     " : "not ok ") + name + (holds || seen === "" ? "" : ": " + JSON.stringify(seen)));
}

const addressOf = (file, hash = "") => "file://" + resolve(file) + hash;

/** A page with its errors and requests collected. */
async function open(file, hash = "", settings = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...settings });
  const page = await context.newPage();
  const noise = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(error.message));
  page.on("request", (request) => /^(file|blob|data):/.test(request.url()) || noise.push("request " + request.url()));
  const begin = Date.now();
  await page.goto(addressOf(file, hash));
  if (settings.javaScriptEnabled !== false) await page.waitForSelector("html.script");
  return { page, noise, loaded: Date.now() - begin, close: () => context.close() };
}

/** Two frames: the first one draws, the second one has seen it drawn. */
const settle = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
  await settle(page);
}

const encouraged = (page) => page.evaluate(() => [...document.querySelectorAll("#matrix .row.duty")]
  .filter((row) => row.querySelector(".c.urged")).map((row) => [...row.querySelectorAll(".c")]
    .map((cell, i) => (cell.textContent === "E" ? document.querySelectorAll("#matrix .ch")[i].textContent : "")).filter((code) => code).join(" ")).join("|"));
const NINE = "BE CZ IE EL LU MT AT PL SE";
const focused = (page) => page.evaluate(() => {
  const at = document.activeElement;
  return at.id || at.dataset.view || at.closest("[id]")?.id + " " + at.className.split(" ")[0];
});

async function withoutScript() {
  const { page, noise, close } = await open(options.page, "", { javaScriptEnabled: false });
  check("without script: the sentence stands", /^On 25 November 2011, 6 of 27 states had 11 gaps/.test(await page.textContent("h1")), await page.textContent("h1"));
  check("without script: nine states are encouraged", (await page.locator("#matrix .c.urged:visible").count()) === 9);
  check("without script: tiles and curves are drawn", (await page.locator("#map .tile:visible").count()) === 28 && (await page.locator("#curves svg path").count()) > 20);
  check("without script: no dead control", (await page.locator("button:visible:not(.tile), input:visible, select:visible, [role=slider]:visible").count()) === 0);
  check("without script: no error, no request", noise.length === 0, noise);
  const written = { matrix: await matrixMarkup(page), around: await aroundMatrix(page) };
  await close();
  return written;
}

/** What stands around the matrix: the sentence, the map, the list, what is said of the curves that are on the screen. */
const aroundMatrix = (page) => page.evaluate(() => {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent).join("|");
  const tiles = [...document.querySelectorAll("#map .tile")].map((tile) => tile.className + tile.ariaLabel + tile.textContent);
  return [document.querySelector("#sentence").innerHTML, texts("#list"), texts("#foot-dates"), texts("#curves .caption"), ...tiles].join("\n");
});

const matrixMarkup = async (page) => (await page.innerHTML("#matrix")).replace(/ tabindex="0"| aria-current="true"/g, "");

function same(name, written, built) {
  let at = 0;
  while (at < built.length && built[at] === written[at]) at += 1;
  check(name, built === written, [written.slice(Math.max(0, at - 60), at + 60), built.slice(Math.max(0, at - 60), at + 60)]);
}

async function sameFirstView(written) {
  const { page, close } = await open(options.page, "", { viewport: { width: 1280, height: 2400 } });
  await page.waitForTimeout(300);
  same("the view in the page is the one that the script builds", written.around, await aroundMatrix(page));
  await press(page, "t", "t");
  same("the matrix in the page is the one that the script builds", written.matrix, await matrixMarkup(page));
  await close();
}

async function named() {
  const plain = await open(options.named, "", { javaScriptEnabled: false });
  check("a named state: its duties stand without script", /Sweden/.test(await plain.page.textContent(".plain-view h2")) && (await plain.page.locator(".plain-view:visible tr").count()) > 8);
  await plain.close();
  const { page, noise, close } = await open(options.named);
  await settle(page);
  check("a named state: the page opens on it", (await page.textContent("#country h1")) === "Sweden" && (await page.locator(".plain-view").count()) === 0, page.url());
  await page.locator('nav [data-view="overview"]').click();
  await press(page, "t", "t", "k", "]");
  check("a named state: no error, no request", noise.length === 0, noise);
  await close();
}

/** The page of all acts: folded act by act, each opens. */
async function whole() {
  const { page, noise, close } = await open(options.whole, "#d=2011-11-25&k=then");
  await settle(page);
  const folded = page.locator('#matrix [data-act][aria-expanded="false"]');
  check("all acts: the matrix is folded by act", (await folded.count()) > 60 && (await page.locator("#matrix [data-duty]").count()) === 0, await folded.count());
  check("all acts: the sentence stands", /^On 25 November 2011, \d+ of 27 states had \d+ gaps/.test(await page.textContent("#sentence")), await page.textContent("#sentence"));
  await page.locator('#matrix [data-act]:has-text("Budapest Convention")').first().click();
  await settle(page);
  check("all acts: one opens", (await page.locator("#matrix [data-duty]").count()) > 10, await page.locator("#matrix [data-duty]").count());
  check("all acts: no error, no request", noise.length === 0, noise);
  await close();
}

async function slider() {
  const { page, noise, close } = await open(options.page, "#d=2026-01-01&k=today");
  await page.focus("#thumb");
  await press(page, "Home");
  for (let month = 0; month < 130; month++) await page.keyboard.press("PageUp");
  for (let day = 0; day < 24; day++) await page.keyboard.press("ArrowRight");
  await press(page, "k");
  check("slider: 25 November 2011 by keys", (await page.textContent("#date")) === "25 Nov 2011", await page.textContent("#date"));
  check("slider: known then, nine E for Budapest", (await encouraged(page)) === NINE, await encouraged(page));
  check("slider: its value is said", /^25 November 2011, 11 gaps$/.test(await page.getAttribute("#thumb", "aria-valuetext")));
  const box = await page.locator("#bar").boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + 20);
  await settle(page);
  check("slider: a click moves the day", /2014|2015/.test(await page.textContent("#date")), await page.textContent("#date"));
  check("slider: no error, no request", noise.length === 0, noise);
  await close();
}

async function reasons() {
  const { page, noise, close } = await open(options.page);
  await page.locator('#matrix [data-duty]:has-text("Telephony") ~ .c').nth(4).click();
  await settle(page);
  check("cell: opens its reasons", /Germany/.test(await page.textContent("#reasons h2")) && (await page.locator("#reasons .because li").count()) >= 3);
  check("cell: the verdict and its evidence", /day 634/.test(await page.textContent("#reasons .verdict")) && (await page.locator("#reasons .evidence li").count()) === 7, await page.textContent("#reasons .verdict"));
  check("cell: focus is in the reasons", (await focused(page)) === "reasons-title", await focused(page));
  await press(page, "Escape");
  check("cell: Esc closes, focus returns to the cell", (await page.locator("#reasons:visible").count()) === 0 && /^matrix c/.test(await focused(page)), await focused(page));
  check("cell: no error, no request", noise.length === 0, noise);
  await close();
}

async function keyboard() {
  const { page, noise, close } = await open(options.page);
  const order = [];
  for (let i = 0; i < 22; i++) {
    await page.keyboard.press("Tab");
    order.push(await focused(page));
  }
  const wanted = ["undefined skip", "undefined brand", "overview", "nav-country", "act", "programme", "sources", "find", "print", "theme", "play", "previous", "next", "thumb", "clock-then", "clock-today", "matrix c"];
  check("keys: tab order", wanted.every((name, i) => order[i] === name), order);
  check("keys: the matrix is one tab stop", order[17] === "which", order[17]);
  await page.locator("#matrix [tabindex]").focus();
  const cell = () => page.evaluate(() => {
    const at = document.activeElement, row = at.parentElement;
    return [...row.parentElement.children].indexOf(row) + ":" + [...row.children].indexOf(at);
  });
  const lines = await page.evaluate(() => [...document.querySelector("#matrix").children].flatMap((row, i) => (row.querySelector(".c") ? [i] : [])));
  const begin = await cell();
  await press(page, "ArrowRight", "ArrowRight", ...lines.slice(1, 4).map(() => "ArrowDown"));
  const moved = await cell();
  check("keys: arrows move in the matrix, past headings", begin === lines[0] + ":1" && moved === lines[3] + ":3" && lines[3] - lines[0] > 3, [begin, moved, lines]);
  await press(page, "End");
  check("keys: End", (await cell()) === lines[3] + ":28", await cell());
  await press(page, "Control+Home");
  check("keys: Ctrl+Home", (await cell()) === begin, await cell());
  await press(page, "Control+End");
  const last = await cell();
  await press(page, "Enter");
  check("keys: Enter opens the reasons", (await page.locator("#reasons:visible").count()) === 1 && (await focused(page)) === "reasons-title");
  await press(page, "Escape");
  check("keys: Esc returns to the cell", (await cell()) === last, await cell());
  await press(page, "Home", "ArrowLeft", "Enter");
  check("keys: Enter on a row head puts the duty on the map", /Budapest/.test(await page.textContent("#map-title")), await page.textContent("#map-title"));
  await press(page, "k");
  check("keys: K turns the clock", (await page.getAttribute("#clock-today", "aria-pressed")) === "true");
  await press(page, "k", "]");
  const next = await page.textContent("#date");
  await press(page, "[");
  check("keys: ] and [ go to marks", next !== "25 Nov 2011" && (await page.textContent("#date")) === "25 Nov 2011", next);
  await press(page, "t");
  check("keys: T turns the matrix", (await page.locator("#matrix.turned .row.duty").count()) === 28);
  await press(page, "t", "p");
  await page.waitForTimeout(400);
  const playing = await page.textContent("#date");
  await press(page, "p");
  check("keys: P plays and pauses", playing !== "25 Nov 2011" && (await page.locator("#play.on").count()) === 0, playing);
  await press(page, "/");
  check("keys: / finds", (await focused(page)) === "find");
  await page.keyboard.type("prum dna");
  await settle(page);
  const hits = await page.locator("#find-list li").count();
  await press(page, "Enter");
  check("keys: find goes to a duty", hits > 0 && /Prüm/.test(await page.textContent("#act h1")), hits);
  await press(page, "/");
  await page.keyboard.type("swed");
  await page.keyboard.press("Enter");
  await settle(page);
  check("keys: find goes to a state", /^Swed/.test(await page.textContent("main h1:visible")), await page.textContent("main h1:visible"));
  check("keys: no error, no request", noise.length === 0, noise);
  await close();
}

async function addresses() {
  const { page, noise, close } = await open(options.page, "#d=2013-06-15&k=today&v=country&s=IT");
  check("address: a country on a day", (await page.textContent("#country h1")) === "Italy" && (await page.textContent("#date")) === "15 Jun 2013");
  await page.goto(addressOf(options.page, "#d=2008-03-01"));
  await settle(page);
  check("address: a day alone", (await page.textContent("#date")) === "1 Mar 2008" && (await page.locator("#overview:visible").count()) === 1);
  await page.locator('nav [data-view="sources"]').click();
  await page.waitForFunction(() => location.hash.includes("v="), null, { timeout: 5000 }).catch(() => {});
  check("address: the view is in it", /v=sources/.test(page.url()), page.url());
  await page.reload();
  await page.waitForSelector("html.script");
  check("address: a reload keeps the view", (await page.locator("#sources:visible").count()) === 1);
  await page.goBack();
  await settle(page);
  check("address: back", (await page.locator("#overview:visible").count()) === 1, page.url());
  await page.goto(addressOf(options.page, "#d=2011-11-25&k=then&v=overview&s=DE&o=data-retention%2Ftelephony&m=budapest%2Fratification"));
  await settle(page);
  check("address: reasons and map", /Germany/.test(await page.textContent("#reasons h2")) && /Budapest/.test(await page.textContent("#map-title")));
  for (const bad of ["#d=2011-02-30&k=x&v=__proto__&s=%E0%A4%A&o=a/b", "#&&=&d", "#v=constructor", "#s=__proto__&v=country", "#d=1950-01-01", "#d=2100-12-31&v=country"]) {
    await page.goto(addressOf(options.page, bad));
    await settle(page);
  }
  check("address: nonsense is harmless", noise.length === 0 && (await page.locator("main h1:visible").count()) === 1, noise);
  await close();
}

const VIEWS = new Map([
  ["overview", ""], ["reasons", "#d=2011-11-25&k=then&s=DE&o=data-retention%2Ftelephony"], ["country", "#d=2011-11-25&k=then&v=country&s=SE"],
  ["act", "#d=2026-11-28&k=today&v=act&o=prum%2Fdna"], ["programme", "#d=2013-06-15&k=today&v=programme"], ["sources", "#d=2013-06-15&k=then&v=sources"],
]);

async function accessible() {
  for (const [colorScheme, widths] of [["light", [1280, 390]], ["dark", [1280]]]) {
    for (const width of widths) {
      for (const [name, hash] of VIEWS) {
        const { page, noise, close } = await open(options.page, hash, { colorScheme, viewport: { width, height: 800 } });
        await settle(page);
        await page.evaluate(axeSource);
        const found = await page.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        const problems = found.violations.map((one) => one.id + " x" + one.nodes.length + " " + one.nodes[0].target.join(" ") + " " + (one.nodes[0].any[0]?.message ?? ""));
        check(`axe: ${name}, ${colorScheme}, ${width}`, problems.length === 0 && noise.length === 0, [...problems, ...noise]);
        await close();
      }
    }
  }
}

async function narrow() {
  for (const [width, height] of [[768, 1024], [640, 400], [390, 760]]) {
    for (const [name, hash] of VIEWS) {
      const { page, noise, close } = await open(options.page, hash, { viewport: { width, height } });
      await settle(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(`narrow: ${name} fits ${width}`, wide <= 0 && noise.length === 0, [wide, noise]);
      await close();
    }
  }
  const { page, close } = await open(options.page, "", { viewport: { width: 390, height: 760 }, hasTouch: true });
  await page.locator("#phone-maps .card").nth(4).locator("button").nth(4).tap();
  await settle(page);
  const sheet = await page.locator("#reasons").boundingBox();
  check("phone: a tile opens the reasons as a sheet", /Germany/.test(await page.textContent("#reasons h2")) && sheet.x === 0 && sheet.width === 390, sheet);
  await page.locator("#reasons .close").tap();
  await settle(page);
  check("phone: the sheet closes", (await page.locator("#reasons:visible").count()) === 0);
  await close();
}

async function pictures() {
  for (const [name, hash] of [["country", "#v=country&s=SE"], ["act", "#v=act&o=prum%2Fdna"]]) {
    const { page, noise, close } = await open(options.page, hash);
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`#${name} button.plain`).click()]);
    const svg = readFileSync(await download.path(), "utf8");
    check(`picture: ${name} is saved as SVG with its colours`, /^<svg[^>]*xmlns=/.test(svg) && /fill="rgb/.test(svg) && !/class=|<script/.test(svg) && noise.length === 0, svg.slice(0, 200));
    await close();
  }
}

const pagesOf = (pdf) => (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;

async function paper() {
  for (const [name, most] of [["overview", 1], ["country", 1], ["act", 1]]) {
    const { page, close } = await open(options.page, VIEWS.get(name), { colorScheme: "dark" });
    const count = pagesOf(await page.pdf({ preferCSSPageSize: true }));
    check(`paper: ${name} on ${most} A4`, count === most, count);
    await close();
  }
  for (const file of options.measure.slice(0, 1)) {
    const { page, close } = await open(file);
    const count = pagesOf(await page.pdf({ preferCSSPageSize: true }));
    check("paper: many acts on one A4", count === 1, count);
    await close();
  }
}

const middle = (list, part = 0.5) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))];

async function measure(file) {
  const { page, loaded, close } = await open(file, "#d=2008-01-01&k=then");
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const spent = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.filter((one) => ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration"].includes(one.name)).reduce((sum, one) => sum + one.value * 1000, 0);
  };
  await page.focus("#thumb");
  await page.waitForTimeout(1200);
  const timed = async (steps, act) => {
    const list = [];
    for (let i = 0; i < steps; i++) {
      const before = await spent();
      await act(i);
      await settle(page);
      list.push((await spent()) - before);
    }
    return list;
  };
  const idle = middle(await timed(20, async () => {}));
  const months = await timed(100, () => page.keyboard.press("PageUp"));
  const views = [];
  for (const hash of ["#d=2008-01-01&v=country&s=DE", "#d=2008-01-01&v=act", "#d=2008-01-01&v=programme"]) {
    await page.evaluate((to) => (location.hash = to), hash);
    await page.waitForTimeout(600);
    views.push(middle(await timed(40, () => page.keyboard.press("PageUp"))).toFixed(1));
  }
  await page.evaluate(() => (location.hash = "#v=overview"));
  await page.waitForTimeout(600);
  const jumps = await timed(30, (i) => page.evaluate((day) => (location.hash = "#d=" + day), `${2004 + ((i * 7) % 20)}-0${1 + (i % 9)}-15`));
  const cells = await page.locator("#matrix .c").count();
  const figure = (list) => middle(list).toFixed(1) + " ms (95 %: " + middle(list, 0.95).toFixed(1) + ")";
  console.log(`       ${file.split("/").pop()}: ${cells} cells; a month ${figure(months)}, a jump ${figure(jumps)}, a month on a country page ${views[0]}, act ${views[1]}, programme ${views[2]} ms, nothing ${idle.toFixed(1)} ms; load ${loaded} ms`);
  await close();
  return middle(months);
}

async function hostile() {
  for (const [name, hash] of [["overview", ""], ["reasons", "#s=BE&o=prum%2Fdna"], ["country", "#v=country&s=BE"], ["act", "#v=act&o=__proto__%2Ftransposition"], ["programme", "#v=programme"], ["sources", "#v=sources"]]) {
    const { page, noise, close } = await open(options.hostile, hash);
    await press(page, "k", "]", "t", "t");
    await page.fill("#find", "__proto__");
    await page.waitForTimeout(900);
    const made = await page.evaluate(() => document.querySelectorAll("main img, main script, main iframe, [href^='javascript'], [onerror]").length);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const taken = (await page.title()) === "taken";
    check(`hostile: ${name} shows text as text`, made === 0 && !taken && noise.length === 0, [made, taken, noise]);
    check(`hostile: ${name} is not wider than the screen`, wide <= 0, wide);
    await close();
  }
}

async function shots() {
  mkdirSync(options.shots, { recursive: true });
  const looks = [["", 1280, 800, {}], ["-dark", 1280, 800, { colorScheme: "dark" }], ["-768", 768, 1024, {}], ["-390", 390, 760, {}]];
  for (const [suffix, width, height, settings] of looks) {
    for (const [name, hash] of VIEWS) {
      const { page, close } = await open(options.page, hash, { viewport: { width, height }, ...settings });
      await page.waitForTimeout(400);
      await page.screenshot({ path: `${options.shots}/${name}${suffix}.png`, fullPage: width > 700 });
      if (suffix === "") await page.pdf({ path: `${options.shots}/${name}.pdf`, preferCSSPageSize: true });
      await close();
    }
  }
}

async function measured() {
  for (const file of options.measure) {
    const median = await measure(file);
    if (file === options.measure[0]) check("redraw: a month's step within 16 ms", median <= 16, median);
  }
}

async function firstView() {
  await sameFirstView(await withoutScript());
}

const parts = { firstView, slider, reasons, keyboard, addresses, narrow, pictures, accessible, paper, measured };
if (options.hostile) parts.hostile = hostile;
if (options.named) parts.named = named;
if (options.whole) parts.whole = whole;
if (options.shots) parts.shots = shots;
for (const [name, part] of Object.entries(parts)) {
  if (!options.only || options.only.split(",").includes(name)) await part();
}
await browser.close();
console.log(failed ? failed + " checks failed" : "all checks hold");
process.exit(failed ? 1 : 0);

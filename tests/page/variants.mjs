// Pages for the tests, made from one of the binary: node variants.mjs PAGE.html DIR
//
// DIR/many.html: 50 acts, whose timelines are those of real duties, moved by months and dealt to other states.
// DIR/hostile.html: names, titles and texts that would be markup, code or formulas if they were not text.
// Only the data block differs: the script finds a first view that is not of its data, and builds its own.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const [page, directory] = process.argv.slice(2);
if (!directory) {
  console.error("usage: node variants.mjs PAGE.html DIR");
  process.exit(2);
}
const source = readFileSync(page, "utf8");
const block = /<script type="application\/json" id="data"( data-encoding="gzip")?>([^<]*)<\/script>/;
const [, gzip, text] = block.exec(source);
const data = JSON.parse(gzip ? gunzipSync(Buffer.from(text, "base64")).toString() : text);

function write(name, changed, markup = source) {
  const json = JSON.stringify(changed).replace(/[<\u2028\u2029]/g, (char) => "\\u" + char.charCodeAt(0).toString(16).padStart(4, "0"));
  writeFileSync(`${directory}/${name}.html`, markup.replace(block, () => `<script type="application/json" id="data">${json}</script>`));
}

/** The same numbers in each run. */
function numbersFrom(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function shuffled(length, next) {
  const order = Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const other = next(i + 1);
    [order[i], order[other]] = [order[other], order[i]];
  }
  return order;
}

/** A line that begins some days later. */
const moved = (line, days) => line.replace(/^\S+/, (first) => (parseInt(first, 36) + days).toString(36));

/** Timelines by number, each once. */
function table() {
  const numbers = new Map();
  return { numbers, add: (line) => numbers.get(line) ?? (numbers.set(line, numbers.size), numbers.size - 1) };
}

function many(acts) {
  const next = numbersFrom(7), states = data.states.length, before = data.duties.length;
  const headlines = data.duties.flatMap((duty, i) => (duty.headline ? [i] : []));
  const made = { ...data, groups: ["One", "Two", "Three"], acts: [], duties: [], programme: [], dues: [] };
  const lines = table(), columns = { then: [], today: [], recordsOf: [] };
  for (let act = 0; act < acts; act++) {
    made.acts.push({ ...data.acts[act % data.acts.length], id: "act-" + act, name: "Act " + act, group: Math.floor((act * 3) / acts), remark: "" });
    const own = [headlines[act % headlines.length], ...(act % 4 ? [] : [headlines[(act + 3) % headlines.length]])];
    for (const [place, duty] of own.entries()) {
      const days = next(3500) - 900, order = shuffled(states, next), from = data.duties[duty];
      made.duties.push({ ...from, id: from.id + "-" + place, act, due: from.due === null ? null : from.due + days });
      for (const clock of ["then", "today"]) {
        columns[clock].push(order.map((state) => data[clock][state * before + duty]).map((line) => (line < 0 ? -1 : lines.add(moved(data.lines[line], days)))));
      }
      columns.recordsOf.push(order.map((state) => data.recordsOf[state * before + duty]));
    }
  }
  made.lines = [...lines.numbers.keys()];
  for (const [name, duties] of Object.entries(columns)) made[name] = data.states.flatMap((_, state) => duties.map((column) => column[state]));
  return made;
}

function hostile() {
  const bad = `<script>document.title="taken"</script>]]></script><img src=x onerror="document.title='taken'">`;
  const made = structuredClone(data);
  Object.assign(made.states[0], { name: "__proto__", inText: "__proto__" });
  Object.assign(made.states[1], { name: bad, inText: bad });
  made.states[2].code = "__proto__";
  made.states[3].name = "\u202eDenmark\u202c 🇩🇰 دانمارك";
  Object.assign(made.acts[0], { name: "__proto__", title: "x".repeat(10_000), id: "__proto__" });
  made.acts[1].title = bad + "wort ".repeat(2000);
  Object.assign(made.acts[2], { name: bad, link: "javascript:document.title='taken'" });
  made.groups = made.groups.map((_, i) => (i ? bad : "__proto__"));
  const titles = [bad, "y".repeat(10_000), "=cmd()|A1", "\u202egnol", "constructor", "{on} {n|a|b} **bold**"];
  const labels = ["__proto__", bad, "constructor", "\u202edrow", "hasOwnProperty", "**x** {n}"];
  titles.forEach((title, i) => Object.assign(made.duties[i], { title, label: labels[i] }));
  made.texts = made.texts.map((one) => bad + " " + one);
  made.sources.forEach((one, i) => i % 3 || Object.assign(one, { link: "javascript:alert(1)", title: bad.repeat(40) }));
  made.records.forEach((one, i) => i % 5 || Object.assign(one, { text: bad, note: "z".repeat(3000) }));
  for (const mark of made.marks) mark.text = bad + mark.text;
  return made;
}

mkdirSync(directory, { recursive: true });
write("many", { ...many(50), open: { ...data.open, on: 4548 } }, source.replace("<body>", '<body class="many">'));
write("hostile", hostile());

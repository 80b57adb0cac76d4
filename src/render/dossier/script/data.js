// The data block and the look-ups in it. Verdicts are numbers, gravest first.

/** @type {Dossier} */
let DATA;

const OVERDUE = 0, PARTIAL = 1, POSSIBLE = 2, URGED = 3, PENDING = 4, UNKNOWN = 5, LATE = 6, MET = 7, OUTSIDE = 8,
  NOT_YET = 9, ENDED = 10, UNSURE = 11;
/** A row of several duties shows the gravest; what is met beside what is not known carries its own mark. */
const MIXED = 12;
/** Class of a cell by code: a verdict, 11 (met on a day not known), or 12 and more (met or late, and not all known). */
const CLASSES = ["overdue", "partial", "possible", "urged", "pending", "unknown", "late", "met", "outside", "not-yet",
  "ended", "met unsure", "met mixed", "late mixed", "met unsure mixed"];
/** Flags of a ground. */
const RECALLED = 2, PRESUMED = 4, APPROXIMATE = 8, AT_LEAST = 16, ASSUMED = 32;

/** @typedef {{ days: Day[], what: number[] }} Line */

/** @type {Line[]} */
let lines = [];
/** Headline duties in the order of the rows. @type {number[]} */
let headlines = [];
/** Duties of each act, headline ones first. @type {number[][]} */
let dutiesOf = [];
/** @type {number[][]} */
let recordLists = [];
/** Code of each ground as a cell shows it. @type {Uint8Array} */
let codes = new Uint8Array(0);

/** @param {string} text base 36 numbers parted by blanks */
function readNumbers(text) {
  return text === "" ? [] : text.split(" ").map((part) => parseInt(part, 36));
}

/** @param {string} text @returns {Line} */
function readLine(text) {
  const numbers = readNumbers(text);
  const days = [], what = [];
  let day = 0;
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    day += numbers[i];
    days.push(day);
    what.push(numbers[i + 1]);
  }
  return { days, what };
}

/** The data block: plain JSON, or gzip in base 64 where it is large. @returns {Promise<Dossier>} */
async function readData() {
  const block = byId("data");
  const text = block.textContent ?? "";
  if (block.dataset.encoding !== "gzip") return JSON.parse(text);
  const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** @param {Dossier} data */
function prepare(data) {
  DATA = data;
  lines = data.lines.map(readLine);
  recordLists = data.recordLists.map(readNumbers);
  codes = Uint8Array.from(data.grounds, (ground) => (ground[0] === MET && ground[6] & 1 ? UNSURE : ground[0]));
  headlines = [];
  dutiesOf = data.acts.map(() => []);
  data.duties.forEach((duty, i) => {
    if (duty.headline) headlines.push(i);
    dutiesOf[duty.act].push(i);
  });
  for (const list of dutiesOf) list.sort((a, b) => Number(data.duties[b].headline) - Number(data.duties[a].headline) || a - b);
}

/** @param {Clock} clock @param {number} state @param {number} duty @returns {Line | null} */
function lineOf(clock, state, duty) {
  const number = DATA[clock][state * DATA.duties.length + duty];
  return number < 0 ? null : lines[number];
}

/** Place of the interval that holds the day, -1 before the first one. @param {Day[]} days @param {Day} day */
function placeOf(days, day) {
  let low = 0, high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle] <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** What a line holds on a day, -1 for nothing. @param {Line | null} line @param {Day} day */
function valueAt(line, day) {
  if (line === null) return -1;
  const place = placeOf(line.days, day);
  return place < 0 ? -1 : line.what[place];
}

/** @param {Clock} clock @param {number} state @param {number} duty @param {Day} day @returns {GroundData | null} */
function groundAt(clock, state, duty, day) {
  const ground = valueAt(lineOf(clock, state, duty), day);
  return ground < 0 ? null : DATA.grounds[ground];
}

/** Code of a pair on a day. @param {Clock} clock @param {number} state @param {number} duty @param {Day} day */
function codeAt(clock, state, duty, day) {
  const ground = valueAt(lineOf(clock, state, duty), day);
  return ground < 0 ? NOT_YET : codes[ground];
}

/** @param {number} code */
function verdictOf(code) {
  if (code === UNSURE || code === MIXED || code === MIXED + 2) return MET;
  return code === MIXED + 1 ? LATE : code;
}

/**
 * Code of several duties together: the gravest. Unknown is behind what is met, and marks it.
 * @param {Clock} clock @param {number} state @param {number[]} duties @param {Day} day
 */
function codeOfAll(clock, state, duties, day) {
  if (duties.length === 1) return codeAt(clock, state, duties[0], day);
  let best = ENDED, unknown = false, unsure = false;
  for (const duty of duties) {
    const code = codeAt(clock, state, duty, day);
    if (code === UNKNOWN) unknown = true;
    else if (code === UNSURE) unsure = true;
    else if (code < best) best = code;
  }
  if (unsure && best > MET) return unknown ? MIXED + 2 : UNSURE;
  if (!unknown || best < UNKNOWN) return best;
  if (best === MET) return MIXED;
  return best === LATE ? MIXED + 1 : UNKNOWN;
}

/** @param {number} code */
function letterOf(code) {
  return DATA.verdicts[code < MIXED ? code : code === MIXED + 2 ? UNSURE : verdictOf(code)].letter;
}

/** @param {number} code */
function wordOf(code) {
  if (code < MIXED) return DATA.verdicts[code].word;
  return say("mixed", { what: DATA.verdicts[verdictOf(code)].word });
}

/** @param {number} state @param {Day} day */
function isMember(state, day) {
  return DATA.states[state].member.some(([from, to]) => from <= day && (to === null || day < to));
}

/** @typedef {{ days: Day[], counts: Uint16Array[] }} Counts counts by verdict (0-10) from each day on */
/** @type {Map<string, Counts>} */
const countsMade = new Map();

/** Number of states per verdict over time, for one duty. @param {Clock} clock @param {number} duty @returns {Counts} */
function countsOf(clock, duty) {
  const key = clock + duty;
  let made = countsMade.get(key);
  if (!made) {
    made = makeCounts(clock, duty);
    countsMade.set(key, made);
  }
  return made;
}

/** @param {Clock} clock @param {number} duty @returns {Counts} */
function makeCounts(clock, duty) {
  /** @type {[Day, number, number][]} */
  const changes = [];
  DATA.states.forEach((_, state) => {
    const line = lineOf(clock, state, duty);
    if (line) line.days.forEach((day, i) => changes.push([day, state, verdictOf(codes[line.what[i]])]));
  });
  changes.sort((a, b) => a[0] - b[0]);
  const present = new Int8Array(DATA.states.length).fill(NOT_YET);
  const tally = new Uint16Array(11);
  tally[NOT_YET] = present.length;
  /** @type {Counts} */
  const made = { days: [], counts: [] };
  for (const [day, state, verdict] of changes) {
    tally[present[state]] -= 1;
    tally[verdict] += 1;
    present[state] = verdict;
    if (made.days[made.days.length - 1] === day) made.counts.pop();
    else made.days.push(day);
    made.counts.push(tally.slice());
  }
  return made;
}

/** @type {Map<Clock, Int32Array>} */
const gapsMade = new Map();

/** Gaps of headline duties on each day of the bar; place 0 is its first day. @param {Clock} clock */
function gapsByDay(clock) {
  let made = gapsMade.get(clock);
  if (!made) {
    made = makeGapsByDay(clock);
    gapsMade.set(clock, made);
  }
  return made;
}

/** @param {Clock} clock */
function makeGapsByDay(clock) {
  const { from, to } = DATA.open;
  const gaps = new Int32Array(to - from + 2);
  for (const duty of headlines) {
    for (let state = 0; state < DATA.states.length; state++) addGaps(lineOf(clock, state, duty), gaps, from, to);
  }
  for (let i = 1; i < gaps.length; i++) gaps[i] += gaps[i - 1];
  return gaps;
}

/** @param {Line | null} line @param {Int32Array} gaps differences, summed up later @param {Day} from @param {Day} to */
function addGaps(line, gaps, from, to) {
  if (!line) return;
  line.days.forEach((day, i) => {
    if (codes[line.what[i]] > PARTIAL) return;
    const end = i + 1 < line.days.length ? line.days[i + 1] : to + 1;
    if (end <= from || day > to) return;
    gaps[Math.max(day, from) - from] += 1;
    gaps[Math.min(end, to + 1) - from] -= 1;
  });
}

/** Days in gap up to and on a day. @param {Line | null} line @param {Day} day */
function daysInGap(line, day) {
  let sum = 0;
  if (line) line.days.forEach((from, i) => {
    if (from > day || codes[line.what[i]] > PARTIAL) return;
    sum += Math.min(i + 1 < line.days.length ? line.days[i + 1] : day + 1, day + 1) - from;
  });
  return sum;
}

// All headline duties on one day, looked up once: matrix, map, sentence and captions count from this.

/**
 * @typedef {object} Snapshot
 * @property {Uint8Array} code code per [place of the headline duty * states + state]
 * @property {Uint16Array[]} counts per headline duty: states by verdict
 * @property {Uint16Array} gaps per state: headline duties in gap
 * @property {Uint16Array} partial per state: those in part
 * @property {Uint16Array} judged per state: headline duties in play
 * @property {Uint16Array} known per state: those of which something is known
 * @property {Uint16Array} all counts by verdict over everything
 */

/** @type {Snapshot} */
let now = { code: new Uint8Array(0), counts: [], gaps: new Uint16Array(0), partial: new Uint16Array(0), judged: new Uint16Array(0), known: new Uint16Array(0), all: new Uint16Array(11) };
/** Place of a duty among the headline ones, -1 for others. @type {Int32Array} */
let placeOfHeadline = new Int32Array(0);

function startSnapshot() {
  const states = DATA.states.length;
  placeOfHeadline = new Int32Array(DATA.duties.length).fill(-1);
  headlines.forEach((duty, place) => (placeOfHeadline[duty] = place));
  now = {
    code: new Uint8Array(headlines.length * states),
    counts: headlines.map(() => new Uint16Array(11)),
    gaps: new Uint16Array(states), partial: new Uint16Array(states), judged: new Uint16Array(states), known: new Uint16Array(states),
    all: new Uint16Array(11),
  };
}

function takeSnapshot() {
  const states = DATA.states.length;
  for (const list of [now.gaps, now.partial, now.judged, now.known, now.all]) list.fill(0);
  for (let place = 0; place < headlines.length; place++) {
    const counts = now.counts[place].fill(0);
    for (let state = 0; state < states; state++) {
      const code = codeAt(shown.clock, state, headlines[place], shown.on);
      const verdict = verdictOf(code);
      now.code[place * states + state] = code;
      counts[verdict] += 1;
      now.all[verdict] += 1;
      if (verdict <= PARTIAL) now.gaps[state] += 1;
      if (verdict === PARTIAL) now.partial[state] += 1;
      if (verdict <= MET) now.judged[state] += 1;
      if (verdict <= MET && verdict !== UNKNOWN) now.known[state] += 1;
    }
  }
}

/** @param {number} state @param {number} duty */
function codeNow(state, duty) {
  const place = placeOfHeadline[duty];
  return place < 0 ? codeAt(shown.clock, state, duty, shown.on) : now.code[place * DATA.states.length + state];
}

/** @param {number} state @param {number[]} duties */
function codeOfRow(state, duties) {
  return duties.length === 1 ? codeNow(state, duties[0]) : codeOfAll(shown.clock, state, duties, shown.on);
}

/** The sentence that answers, as nodes. */
function overviewSentence() {
  const members = DATA.states.filter((_, state) => isMember(state, shown.on)).length;
  const all = now.all;
  const gaps = all[OVERDUE] + all[PARTIAL];
  const duties = STACK.reduce((sum, verdict) => sum + all[verdict], 0);
  /** @type {Record<string, string | number>} */
  const values = {
    date: longDate(shown.on), tense: tense(), n: members, gaps, overdue: all[OVERDUE], partial: all[PARTIAL],
    states: now.gaps.filter((count) => count > 0).length,
    duties, unknown: all[UNKNOWN], possible: all[POSSIBLE], known: duties - all[UNKNOWN] - all[POSSIBLE],
  };
  if (duties === 0) return phrase("h.nothing", values);
  return [
    ...phrase(gaps ? "h.gaps" : "h.no.gaps", values),
    ...(gaps && all[PARTIAL] ? phrase(all[OVERDUE] ? "h.both" : "h.only.partial", values) : []),
    ...urgedWords(values), ...phrase("h.end"),
    ...phrase(all[POSSIBLE] ? "h.known.possible" : "h.known", values),
  ];
}

/** What was only urged: named where it is one duty, counted where there are more. @param {Record<string, string | number>} values */
function urgedWords(values) {
  const places = headlines.map((_, place) => place).filter((place) => now.counts[place][URGED] > 0);
  if (!places.length) return [];
  const urged = now.all[URGED];
  const did = DATA.duties[headlines[places[0]]].did;
  if (places.length === 1 && did) return phrase("h.urged.one", { ...values, urged, did });
  return phrase("h.urged.more", { ...values, urged, acts: places.length });
}

/** Short words for a row: gaps first, then what is possible, urged, pending, met. @param {Uint16Array} counts @param {number} duty @returns {[string, string]} strong and plain part */
function rowWords(counts, duty) {
  const gaps = counts[OVERDUE] + counts[PARTIAL];
  const met = counts[MET] + counts[LATE];
  const rest = [];
  if (counts[POSSIBLE]) rest.push(say("row.possible", { n: counts[POSSIBLE] }));
  if (counts[URGED]) rest.push(counts[URGED] + " " + (DATA.duties[duty].undone || word("row.urged")));
  if (!gaps && !rest.length) {
    if (counts[PENDING]) rest.push(say("row.pending", { n: counts[PENDING] }));
    else if (met) rest.push(say("row.met", { n: met }));
  }
  if (counts[UNKNOWN] && !counts[URGED]) rest.push(say("row.unknown", { n: counts[UNKNOWN] }));
  if (gaps) return [say("row.gaps", { n: gaps }), rest.length ? ", " + rest.join(", ") : ""];
  if (!rest.length) rest.push(counts[ENDED] ? DATA.verdicts[ENDED].word : "–");
  return ["", rest.join(", ")];
}

/** A caption in full words. @param {Uint16Array} counts @param {number} duty @returns {Node[]} */
function captionOf(counts, duty) {
  const gaps = counts[OVERDUE] + counts[PARTIAL];
  const met = counts[MET] + counts[LATE];
  const parts = [];
  if (counts[POSSIBLE]) parts.push(say("caption.possible", { n: counts[POSSIBLE] }));
  if (counts[URGED]) parts.push(counts[URGED] + " " + (DATA.duties[duty].undone || word("row.urged")));
  if (counts[PENDING]) parts.push(say("row.pending", { n: counts[PENDING] }));
  if (met) parts.push(say("row.met", { n: met }));
  if (counts[UNKNOWN]) parts.push(say("caption.unknown", { n: counts[UNKNOWN] }));
  if (!gaps && !parts.length) parts.push(DATA.verdicts[counts[ENDED] ? ENDED : counts[NOT_YET] ? NOT_YET : OUTSIDE].word);
  const text = document.createTextNode((gaps && parts.length ? " · " : "") + parts.join(" · "));
  return gaps ? [h("b", { class: "red" }, say("row.gaps", { n: gaps })), text] : [text];
}

// The sources: each with its address and what rests on it.

/** @type {{ source: number, element: HTMLElement, later: boolean, text: string }[]} */
let sourceRows = [];
/** Pairs per source: [state, duty, record]. @type {number[][][]} */
let restingOn = [];

views.sources = {
  show() {
    built = "sources ";
    if (sourceRows.length) return;
    restingOn = DATA.sources.map(() => []);
    DATA.recordsOf.forEach((list, pair) => {
      if (list < 0) return;
      for (const record of recordLists[list]) restingOn[DATA.records[record].source].push([Math.floor(pair / DATA.duties.length), pair % DATA.duties.length, record]);
    });
    sourceRows = DATA.sources.map((_, source) => sourceRow(source));
    const filter = /** @type {HTMLInputElement} */ (h("input", { type: "search", placeholder: word("sources.filter"), "aria-label": word("sources.filter") }));
    filter.addEventListener("input", () => filterSources(filter.value));
    const order = [...sourceRows].sort((a, b) => restingOn[b.source].length - restingOn[a.source].length);
    replace(byId("sources"), h("h1", { class: "sentence", id: "sources-sentence" }), h("p", { class: "sub" }, word("sources.sub")), filter,
      h("ul", { class: "card sources" }, order.map((row) => row.element)));
  },
  update() {
    let published = 0;
    for (const row of sourceRows) {
      const { published: day, continuous } = DATA.sources[row.source];
      const later = !continuous && day !== null && day > shown.on;
      if (!later) published += 1;
      if (later !== row.later) {
        row.later = later;
        row.element.classList.toggle("later", later);
      }
    }
    replace(byId("sources-sentence"), phrase(shown.clock === "then" ? "s.then" : "s.today", { date: longDate(shown.on), tense: tense(), n: published, all: sourceRows.length }));
  },
  title: () => word("nav.sources"),
};

/** @param {number} source */
function sourceRow(source) {
  const data = DATA.sources[source];
  const uses = restingOn[source];
  const pairs = new Set(uses.map(([state, duty]) => state * DATA.duties.length + duty)).size;
  const acts = data.acts.map((act) => DATA.acts[act].name);
  const rests = [uses.length ? say("rests.pairs", { n: pairs }) : "", acts.length ? say("rests.acts", { acts: listed(acts.slice(0, 4)) }) : ""].filter((text) => text !== "");
  const element = h("li", { class: "source" },
    h("div", {}, h("p", { class: "data" }, link(data.link, data.reference)), data.title === data.reference ? null : h("p", { class: "sub data clamp" }, data.title)),
    h("div", { class: "sub data" }, data.kind, h("br"), data.publishedText), restsBox(uses, rests));
  return { source, element, later: false, text: (data.reference + " " + data.title + " " + data.kind).toLowerCase() };
}

/** @param {number[][]} uses @param {string[]} rests */
function restsBox(uses, rests) {
  const text = rests.join("; ") || word("rests.nothing");
  if (!uses.length) return h("div", { class: "sub data" }, text);
  const details = h("details", {}, h("summary", { class: "data" }, text));
  details.addEventListener("toggle", () => {
    if (details.childElementCount > 1) return;
    details.append(h("ul", { class: "uses" }, uses.slice(0, 200).map(([state, duty, record]) => h("li", { class: "data" },
      h("a", { href: addressOf({ view: "overview", state, duty }) }, DATA.states[state].code + " · " + DATA.acts[DATA.duties[duty].act].name + ": " + DATA.duties[duty].label),
      " " + DATA.records[record].on + ", " + DATA.records[record].text)), uses.length > 200 ? h("li", {}, say("and.more", { n: uses.length - 200 })) : null));
  });
  return h("div", {}, details);
}

/** @param {string} text */
function filterSources(text) {
  const asked = text.trim().toLowerCase();
  for (const row of sourceRows) row.element.hidden = asked !== "" && !row.text.includes(asked);
}

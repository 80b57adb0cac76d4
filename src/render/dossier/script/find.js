// The field that finds a state, an act or a duty: a combobox with a list.

/** @typedef {{ text: string, sub: string, search: string, go: () => void }} Hit */

/** @type {Hit[]} */
let findable = [];
/** @type {Hit[]} */
let hits = [];
let active = -1;

/** Letters without accents, so that "Prum" finds "Prüm". @param {string} text */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function makeFindable() {
  DATA.states.forEach((state, number) => findable.push({
    text: state.name, sub: state.code, search: plain(state.code + " " + state.name), go: () => go("country", { state: number }),
  }));
  DATA.acts.forEach((act, number) => dutiesOf[number].length && findable.push({
    text: act.name, sub: act.number, search: plain(act.name + " " + act.number + " " + act.id), go: () => go("act", { duty: dutiesOf[number][0] }),
  }));
  DATA.duties.forEach((duty, number) => findable.push({
    text: DATA.acts[duty.act].name + ": " + duty.label, sub: say("article", { article: duty.article }),
    search: plain(duty.label + " " + duty.title + " " + DATA.acts[duty.act].name + " " + duty.article), go: () => go("act", { duty: number }),
  }));
}

/** Every word of the question must begin a word of the hit; what begins with the question comes first. @param {string} text */
function findHits(text) {
  const asked = plain(text).trim();
  if (asked === "") return [];
  const parts = asked.split(/\s+/);
  const found = findable.filter((hit) => parts.every((part) => (" " + hit.search).includes(" " + part) || (part.length > 3 && hit.search.includes(part))));
  return found.sort((a, b) => Number(b.search.startsWith(asked)) - Number(a.search.startsWith(asked))).slice(0, 10);
}

function showHits() {
  const list = byId("find-list");
  const field = byId("find");
  replace(list, hits.map((hit, i) => {
    const option = h("li", { role: "option", id: "hit-" + i, class: "data", "aria-selected": String(i === active) }, cut(hit.text, 90), h("span", { class: "sub" }, " " + cut(hit.sub, 40)));
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(i);
    });
    return option;
  }));
  list.hidden = hits.length === 0;
  field.setAttribute("aria-expanded", String(hits.length > 0));
  if (active >= 0) field.setAttribute("aria-activedescendant", "hit-" + active);
  else field.removeAttribute("aria-activedescendant");
}

/** @param {number} place */
function take(place) {
  const hit = hits[place];
  if (!hit) return;
  closeHits();
  const field = /** @type {HTMLInputElement} */ (byId("find"));
  field.value = "";
  field.blur();
  hit.go();
  byId("main").focus({ preventScroll: true });
}

function closeHits() {
  hits = [];
  active = -1;
  showHits();
}

function startFind() {
  const field = /** @type {HTMLInputElement} */ (byId("find"));
  field.addEventListener("input", () => {
    if (!findable.length) makeFindable();
    hits = findHits(field.value);
    active = hits.length ? 0 : -1;
    showHits();
  });
  field.addEventListener("blur", closeHits);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) active = (active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
      showHits();
    } else if (event.key === "Enter") {
      take(active);
    } else if (event.key === "Escape") {
      field.value = "";
      closeHits();
      field.blur();
    }
  });
}

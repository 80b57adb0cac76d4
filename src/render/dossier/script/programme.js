// The programme: what the source urges, bullet by bullet, and its state of play on the day.

const PLAYS = ["met", "partial", "pending", "overdue", "unknown", "outside", "ended"];
/** @type {{ bullet: BulletData, element: HTMLElement, line: { then: Line, today: Line }, shown: string }[]} */
let bullets = [];

views.programme = {
  show() {
    built = "programme ";
    if (bullets.length) return;
    bullets = DATA.programme.map((bullet) => ({
      bullet, element: h("li", { class: "bullet" }), line: { then: readLine(bullet.then), today: readLine(bullet.today) }, shown: "",
    }));
    const groups = [...new Set(DATA.programme.map((bullet) => bullet.group))];
    replace(byId("programme"), h("h1", { class: "sentence", id: "programme-sentence" }), h("p", { class: "sub", id: "programme-sub" }),
      groups.map((group) => h("section", { class: "card" }, h("h2", { class: "data" }, group), addresseesOf(group))));
  },
  update() {
    setText(byId("programme-sub"), say("on.date", { date: longDate(shown.on) }) + knownWords());
    const tally = new Map();
    for (const one of bullets) {
      const play = valueAt(one.line[shown.clock], shown.on);
      tally.set(play < 0 ? -1 : DATA.plays[play].play, (tally.get(play < 0 ? -1 : DATA.plays[play].play) ?? 0) + 1);
      if (one.shown === shown.clock + play) continue;
      one.shown = shown.clock + play;
      showBullet(one.element, one.bullet, play);
    }
    const count = (/** @type {number} */ play) => tally.get(play) ?? 0;
    const values = {
      date: longDate(shown.on), tense: tense(), n: bullets.length - count(-1), done: count(0), partly: count(1), open: count(2), late: count(3),
      unknown: count(4), none: count(5) + count(6),
    };
    replace(byId("programme-sentence"), values.n === 0 ? phrase("p.before", values)
      : [phrase("p.sentence", values), values.late ? phrase("p.late", values) : [], phrase("h.end"), phrase("p.known", values)]);
  },
  title: () => word("nav.programme"),
};

/** @param {string} group */
function addresseesOf(group) {
  const own = bullets.filter((one) => one.bullet.group === group);
  const addressees = [...new Set(own.map((one) => one.bullet.addressee))];
  return addressees.map((addressee) => [h("h3", { class: "data" }, addressee),
    h("ul", { class: "bullets" }, own.filter((one) => one.bullet.addressee === addressee).map((one) => one.element))]);
}

/** @param {HTMLElement} element @param {BulletData} bullet @param {number} number */
function showBullet(element, bullet, number) {
  const play = number < 0 ? null : DATA.plays[number];
  const source = DATA.sources[bullet.source];
  replace(element,
    h("div", {}, h("p", { class: "data" }, bullet.text), h("p", { class: "sub data" }, link(source.link, source.reference), ", " + bullet.locator)),
    h("div", { class: "play" },
      h("span", { class: "chip p-" + (play ? PLAYS[play.play] : "none") }, play ? play.word : word("not.published")),
      play ? playBar(play) : null,
      play ? h("p", { class: "sub data" }, play.because) : null, play ? playStates(play) : null,
      bullet.duties.length ? h("p", { class: "sub data" }, bullet.duties.slice(0, 3).map((duty, i) => [i ? ", " : "", h("a", { href: addressOf({ view: "act", duty }) }, DATA.acts[DATA.duties[duty].act].name + ": " + DATA.duties[duty].label)])) : null));
}

/** @param {PlayData} play */
function playBar(play) {
  const parts = [play.notDone, play.partly, play.unknown, play.done];
  const sum = parts.reduce((total, part) => total + part.length, 0);
  if (!sum) return null;
  const fills = ["f-overdue", "f-partial", "f-unknown", "f-met"];
  let at = 0;
  return g("svg", { class: "tb", width: 160, height: 9, "aria-hidden": "true" }, parts.map((part, i) => {
    const width = (part.length / sum) * 160;
    const box = g("rect", { class: fills[i], x: at.toFixed(1), y: 0, width: width.toFixed(1), height: 9 });
    at += width;
    return box;
  }));
}

/** @param {PlayData} play */
function playStates(play) {
  const parts = /** @type {[string, number[]][]} */ ([["play.done", play.done], ["play.partly", play.partly], ["play.not", play.notDone], ["play.unknown", play.unknown]]);
  const texts = parts.filter(([, states]) => states.length).map(([key, states]) => word(key) + " " + states.map((state) => DATA.states[state].code).join(" "));
  return texts.length ? h("p", { class: "sub codes data" }, texts.join(" · ")) : null;
}

// Elements. Everything from the data passes through here as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Sets one attribute; "on…" adds a listener, null and false leave it out.
 * @param {Element} element @param {string} key @param {any} value
 */
function setAttribute(element, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
  else element.setAttribute(key, value === true ? "" : String(value));
}

/** @param {Element} element @param {Record<string, any>} attributes @param {any[]} children */
function fill(element, attributes, children) {
  for (const key of Object.keys(attributes)) setAttribute(element, key, attributes[key]);
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== "") element.append(child);
  }
  return element;
}

/**
 * An HTML element.
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...any} children
 * @returns {HTMLElement}
 */
function h(tag, attributes = {}, ...children) {
  return /** @type {HTMLElement} */ (fill(document.createElement(tag), attributes, children));
}

/**
 * An SVG element.
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...any} children
 * @returns {SVGElement}
 */
function g(tag, attributes = {}, ...children) {
  return /** @type {SVGElement} */ (fill(document.createElementNS(SVG, tag), attributes, children));
}

/** @param {string} id @returns {HTMLElement} */
function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error("the page lacks #" + id);
  return found;
}

/** Sets text only where it differs: an equal text costs no layout. @param {Element} element @param {string} text */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {Element} element @param {...any} children */
function replace(element, ...children) {
  element.replaceChildren();
  fill(element, {}, children);
}

/** What was last built into an element. @type {WeakMap<Element, string>} */
const keysBuilt = new WeakMap();

/** Builds anew only where the key differs. @param {Element} element @param {string} key @param {() => any[]} make */
function replaceIf(element, key, make) {
  if (keysBuilt.get(element) === key) return;
  keysBuilt.set(element, key);
  replace(element, ...make());
}

/**
 * A link to a source; an address that is no web address is shown as text.
 * @param {string | null} address @param {string} text
 */
function link(address, text) {
  if (address === null || !/^https?:\/\//i.test(address)) return h("span", { class: "data" }, text);
  return h("a", { class: "data", href: address, rel: "noreferrer external", target: "_blank" }, text);
}

/** A text cut for a place of fixed width; charts cannot wrap. @param {string} text @param {number} letters */
function cut(text, letters) {
  return text.length <= letters ? text : text.slice(0, Math.max(1, letters - 1)).trimEnd() + "…";
}

/**
 * The same text as a table for a picture, behind a closed line.
 * @param {string} title @param {string[]} heads @param {() => string[][]} rows made only when opened
 */
function tableBehind(title, heads, rows) {
  const body = h("tbody");
  const table = h("div", { class: "scroll" }, h("table", {},
    h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))), body));
  const details = h("details", { class: "behind" }, h("summary", {}, title), table);
  details.addEventListener("toggle", () => {
    if (!(/** @type {HTMLDetailsElement} */ (details)).open) return;
    replace(body, rows().map((row) => h("tr", {}, row.map((cell, i) => h(i ? "td" : "th", i ? {} : { scope: "row" }, cell)))));
  });
  return details;
}

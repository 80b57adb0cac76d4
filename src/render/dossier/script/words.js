// Words. They come from the binary; the script only fills them in.
//
// A template holds `{name}` (a value), `{name|one|more}` (by number) and `{name#first|second|third}` (by place).
// `**…**` is strong, `!!…!!` strong and red, `~~…~~` grey. Values are inserted as text and never read as template.

/** @typedef {{ kind: "text", text: string } | { kind: "value", name: string } | { kind: "pick", name: string, by: string, choices: string[] } | { kind: "mark", mark: string }} Piece */

/** @type {Map<string, Piece[]>} */
const templates = new Map();

/** @param {string} key @returns {string} */
function word(key) {
  return Object.hasOwn(DATA.words, key) ? DATA.words[key] : key;
}

/** @param {string} source @returns {Piece} */
function readPiece(source) {
  if (source === "**" || source === "!!" || source === "~~") return { kind: "mark", mark: source };
  const inside = /^\{(\w+)(?:([|#])(.*))?\}$/.exec(source);
  if (!inside) return { kind: "text", text: source };
  if (!inside[2]) return { kind: "value", name: inside[1] };
  return { kind: "pick", name: inside[1], by: inside[2], choices: inside[3].split("|") };
}

/** @param {string} key @returns {Piece[]} */
function template(key) {
  let pieces = templates.get(key);
  if (!pieces) {
    pieces = word(key).split(/(\{[^}]*\}|\*\*|!!|~~)/).filter((part) => part !== "").map(readPiece);
    templates.set(key, pieces);
  }
  return pieces;
}

/** @param {Piece} piece @param {Record<string, string | number>} values */
function fillPiece(piece, values) {
  if (piece.kind === "text") return piece.text;
  if (piece.kind === "mark") return "";
  const value = values[piece.name];
  if (piece.kind === "value") return String(value);
  if (piece.by === "|") return Number(value) === 1 ? piece.choices[0] : piece.choices[piece.choices.length - 1];
  return piece.choices[Number(value)] ?? piece.choices[0];
}

/** A filled template as plain text. @param {string} key @param {Record<string, string | number>} [values] */
function say(key, values = {}) {
  return template(key).map((piece) => fillPiece(piece, values)).join("");
}

/**
 * A filled template as nodes, with its marks as elements.
 * @param {string} key @param {Record<string, string | number>} [values] @returns {Node[]}
 */
function phrase(key, values = {}) {
  /** @type {Node[]} */
  const nodes = [];
  /** @type {{ mark: string, element: HTMLElement } | null} */
  let open = null;
  for (const piece of template(key)) {
    if (piece.kind !== "mark") {
      const text = document.createTextNode(fillPiece(piece, values));
      if (open) open.element.append(text);
      else nodes.push(text);
    } else if (open) {
      open = null;
    } else {
      const element = piece.mark === "~~" ? h("span", { class: "grey" }) : h("b", { class: piece.mark === "!!" ? "red" : null });
      nodes.push(element);
      open = { mark: piece.mark, element };
    }
  }
  return nodes;
}

/** "a, b and c" @param {string[]} parts */
function listed(parts) {
  if (parts.length < 2) return parts.join("");
  return parts.slice(0, -1).join(", ") + word("and") + parts[parts.length - 1];
}

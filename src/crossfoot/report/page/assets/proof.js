// What is known of the proof. Numbers, ties and findings refer to each other by index, texts are told once.
const given = JSON.parse(document.getElementById("proof").textContent);
const word = (index) => given.texts[index];
const STATES = { p: "proved", r: "proved within rounding", b: "broken", u: "unproved", x: "exempt" };
const STATUSES = { e: "exact", w: "within rounding", b: "broken" };
const SCOPES = { column: "down a column", row: "across a row", sections: "between sections", tables: "between tables", prose: "in the text", "per-share": "per share" };

const numbers = given.numbers.map(([printed, state, line, ties, meaning, table, label], index) => ({
  index, printed: word(printed), state, line, ties, table, label: word(label), meaning: meaning.map(word),
}));
const ties = given.ties.map(([kind, scope, status, target, equation, terms, computed, chance, identity], index) => ({
  index, kind: word(kind), scope: word(scope), status, target, equation, terms,
  computed: word(computed), chance: word(chance), identity: word(identity),
}));
const findings = given.findings.map(([rule, severity, message, about, suspects, broken, line]) => ({
  rule: word(rule), severity: word(severity), message: word(message), numbers: about,
  suspects: suspects.map(([number, expected]) => ({ number, expected: word(expected) })), ties: broken, line,
}));

// An equation in words; numbers stand at its odd places.
const spoken = (tie) => tie.equation.map((piece, at) => (at % 2 ? numbers[piece].printed : word(piece))).join("");

// An element with a class and contents; texts are only ever set as text.
function made(tag, name, ...contents) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...contents);
  return element;
}

const plural = (count, thing) => `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;
const isText = document.getElementById("release").className === "text"; // of markup, lines mean nothing to a person
const lineOf = (number) => (isText ? `line ${number.line}` : "");

// Panels, keys and presses.
const PANELS = ["number", "findings", "ledger", "coverage", "claims", "plots"];
const help = document.getElementById("help");
let finding = -1;

function openPanel(name, focus = false) {
  for (const each of PANELS) {
    const tab = document.getElementById(`tab-${each}`);
    const chosen = each === name;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    document.getElementById(`panel-${each}`).hidden = !chosen;
    if (chosen && focus) tab.focus();
  }
  if (name === "ledger") openLedger();
  if (name === "claims") openClaims();
}

// The claims by the state of the numbers in them.
let claimsOf = null;
function openClaims() {
  const items = [...document.querySelectorAll(".claims > li")];
  if (claimsOf || !items.length) return;
  const count = (state) => items.filter((item) => item.querySelector(`dt.${state}`)).length;
  claimsOf = selectOf(`every sentence (${items.length})`, ["b", "u", "r", "p"].filter(count).map((state) => [state, `with a number that is ${STATES[state]} (${count(state)})`]));
  claimsOf.className = "claims-of";
  claimsOf.addEventListener("change", () => {
    for (const item of items) item.hidden = claimsOf.value !== "" && !item.querySelector(`dt.${claimsOf.value}`);
  });
  document.querySelector(".claims").before(claimsOf);
}

function openFinding(index) {
  const order = [...document.querySelectorAll("[data-finding]")];
  if (!order.length) return;
  finding = ((index % order.length) + order.length) % order.length;
  openPanel("findings");
  order.forEach((item, place) => item.classList.toggle("on", place === finding));
  const chosen = order[finding];
  chosen.scrollIntoView({ block: "nearest" });
  const { numbers: about, suspects, ties: broken, message } = findings[chosen.dataset.finding];
  const start = broken.length ? ties[broken[0]].target : about[0];
  document.getElementById("said").textContent = message;
  if (start === undefined) {
    at = null;
    lightPassage(Number(chosen.dataset.finding));
    return;
  }
  ask(start, { panel: false, jump: true });
  if (broken.length) {
    equation = Math.max(0, numbers[start].ties.indexOf(broken[0]));
    lightNumber(start);
  } else {
    dark();
    for (const index of about) put(index, "term");
    put(start, "at");
  }
  for (const suspect of suspects.slice(0, 1)) put(suspect.number, "suspect");
  document.getElementById("said").textContent = message;
}

function back() {
  const before = passed.pop();
  if (before !== undefined) ask(before, { focus: true });
}

function move(index) {
  if (index !== null && index !== undefined) ask(index, { focus: true });
}

const KEYS = {
  j: () => move(nextNumber(1)),
  k: () => move(nextNumber(-1)),
  n: () => openFinding(finding + 1),
  p: () => openFinding(finding < 0 ? -1 : finding - 1),
  u: () => move(nextNumber(1, (number) => number.state === "u")),
  U: () => move(nextNumber(-1, (number) => number.state === "u")),
  b: () => move(nextNumber(1, (number) => number.state === "b")),
  B: () => move(nextNumber(-1, (number) => number.state === "b")),
  "[": () => chooseEquation(equation - 1),
  "]": () => chooseEquation(equation + 1),
  "/": () => { openPanel("ledger"); ledger.search.focus(); },
  "?": () => help.showModal(),
  Backspace: back,
  Escape: () => {
    if (at !== null && root.activeElement !== places[at][0]) places[at][0]?.focus({ preventScroll: true });
    else leave();
  },
};
PANELS.forEach((name, place) => { KEYS[place + 1] = () => openPanel(name, true); });

const ON_NUMBER = {
  ArrowRight: (index) => placed[placed.indexOf(index) + 1],
  ArrowLeft: (index) => placed[placed.indexOf(index) - 1],
  ArrowDown: (index) => besideInColumn(index, 1),
  ArrowUp: (index) => besideInColumn(index, -1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const from = event.composedPath()[0];
  if (from.matches?.("input, select, textarea")) {
    if (event.key === "Escape" && from.value === "") KEYS.Escape();
    return;
  }
  const number = from.dataset?.n;
  if (number !== undefined && from.getRootNode() === root && event.key in ON_NUMBER) {
    move(ON_NUMBER[event.key](Number(number)));
  } else if (number !== undefined && event.key === "Enter" && from.getRootNode() === root) {
    ask(Number(number));
    numberPanel.focus();
  } else if (number !== undefined && event.key === " " && from.getRootNode() === root) {
    ask(Number(number));
  } else if (number !== undefined && (event.key === "Enter" || event.key === " ") && from.matches("g")) {
    ask(Number(number), { jump: true });
  } else if (event.key in KEYS) {
    KEYS[event.key]();
  } else {
    return;
  }
  event.preventDefault();
});

document.querySelector(".tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const place = PANELS.findIndex((name) => `tab-${name}` === event.target.id);
  if (!step || place < 0) return;
  openPanel(PANELS[(place + step + PANELS.length) % PANELS.length], true);
  event.preventDefault();
});
document.querySelector(".tabs").addEventListener("click", (event) => {
  const tab = event.target.closest("[role=tab]");
  if (tab) openPanel(tab.id.slice(4));
});

// A press on a number in the release, or on a link within it.
root.addEventListener("click", (event) => {
  const number = event.target.closest("[data-n]");
  if (number) {
    ask(Number(number.dataset.n), { focus: true });
    return;
  }
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  const name = (link.getAttribute("href") ?? "").slice(1);
  const there = name && (root.getElementById(name) ?? [...root.querySelectorAll("a[name]")].find((a) => a.name === name));
  if (there) there.scrollIntoView();
});

// A press on a number beside the release leads to its place there; in the number's own panel to that number.
document.getElementById("side").addEventListener("click", (event) => {
  const item = event.target.closest("[data-n]");
  if (item?.matches(".count")) ask(nextOfCount(item), { jump: true, panel: false });
  else if (item) ask(Number(item.dataset.n), { jump: true, panel: numberPanel.contains(item) });
  else if (event.target.closest(".finding .head")) {
    openFinding([...document.querySelectorAll("[data-finding]")].indexOf(event.target.closest("[data-finding]")));
  }
});

// A press on a count of the coverage goes to the first such number of the table, another press to the next.
function nextOfCount(button) {
  const table = Number(button.dataset.table);
  const those = placed.filter((index) => numbers[index].table === table && button.classList.contains(numbers[index].state));
  return those[(those.indexOf(at) + 1) % those.length] ?? Number(button.dataset.n);
}

document.querySelector(".legend").addEventListener("click", (event) => {
  const state = event.target.closest("[data-state]")?.dataset.state;
  if (state) move(nextNumber(event.shiftKey ? -1 : 1, (number) => number.state === state));
});
document.getElementById("help-button").addEventListener("click", () => help.showModal());

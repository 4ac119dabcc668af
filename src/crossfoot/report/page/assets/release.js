// The release: where each number stands, which one is asked about, and what is lit.
const scroller = document.getElementById("release");
const host = document.getElementById("host");
if (!host.shadowRoot) host.attachShadow({ mode: "open" }).append(host.querySelector("template").content);
const root = host.shadowRoot;

const places = numbers.map(() => []);
for (const element of root.querySelectorAll("[data-n]")) places[element.dataset.n].push(element);
const placed = numbers.filter((number) => places[number.index].length).map((number) => number.index);

let at = null; // the number that is asked about
let equation = 0; // which of its ties is lit
const passed = []; // where jumps started
let lit = [];

function put(index, ...names) {
  for (const element of places[index]) {
    element.classList.add(...names, ...(numbers[index].table < 0 ? ["inline"] : []));
    lit.push(element);
  }
}

function dark() {
  for (const element of lit) element.classList.remove("at", "target", "term", "plus", "minus", "faint", "suspect", "inline", "told");
  lit = [];
}

// Lights one tie: its target, and its terms with the sign they enter with.
function light(tie) {
  put(tie.target, "target");
  for (const [term, sign] of tie.terms) put(term, "term", ...(sign > 0 ? ["plus"] : sign < 0 ? ["minus"] : []));
}

// Lights a number with the tie that is chosen of it; what its other ties hold stands out faintly.
function lightNumber(index) {
  dark();
  const mine = numbers[index].ties.map((tie) => ties[tie]);
  mine.forEach((tie, order) => {
    if (order !== equation) for (const other of [tie.target, ...tie.terms.map(([term]) => term)]) put(other, "faint");
  });
  if (mine[equation]) light(mine[equation]);
  for (const finding of findings) {
    if (finding.numbers.includes(index)) for (const suspect of finding.suspects.slice(0, 1)) put(suspect.number, "suspect");
  }
  put(index, "at");
  drawMap();
}

function lightTie(tie) {
  dark();
  light(tie);
  drawMap();
}

// Lights the passage that a finding without numbers is about; without a passage, its line.
function lightPassage(index) {
  dark();
  const line = isText ? root.querySelector(`[data-line="${findings[index].line}"]`) : null;
  const marked = [...root.querySelectorAll(`[data-f="${index}"]`)];
  lit = marked.length ? marked : line ? [line] : [];
  for (const element of lit) element.classList.add("told");
  bringElement(lit[0]);
  drawMap();
}

const bring = (index) => bringElement(places[index][0]);

function bringElement(element) {
  if (!element) return;
  const box = element.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  if (box.top < view.top + 40 || box.bottom > view.bottom - 40 || box.left < view.left || box.right > view.right) {
    element.scrollIntoView({ block: "center", inline: "nearest" });
  }
}

// One number alone takes part in the order of tabs: the one that is asked about, or else the first.
function reachable(index) {
  const before = root.querySelector('[tabindex="0"]');
  if (before) before.removeAttribute("tabindex");
  const element = places[index]?.[0];
  if (!element) return null;
  element.tabIndex = 0;
  element.setAttribute("role", "button");
  element.setAttribute("aria-description", `${numbers[index].label}, ${STATES[numbers[index].state]}`);
  return element;
}

// Asks about a number. `focus` moves the focus onto it; `jump` remembers where we were.
function ask(index, { focus = false, jump = false, panel = true } = {}) {
  if (jump && at !== null && at !== index) passed.push(at);
  at = index;
  equation = Math.max(0, numbers[index].ties.findIndex((tie) => ties[tie].status === "b"));
  const element = reachable(index);
  bring(index);
  lightNumber(index);
  showNumber(index);
  if (panel) openPanel("number");
  if (focus && element) element.focus({ preventScroll: true });
  history.replaceState(null, "", `#n${index + 1}`);
  const number = numbers[index];
  document.getElementById("said").textContent =
    `${number.printed}, ${number.label}, ${STATES[number.state]}, ${plural(number.ties.length, "equation")}`;
}

function leave() {
  at = null;
  dark();
  drawMap();
}

// The next number, in order of print, for which `wanted` holds; round the end to the beginning.
function nextNumber(step, wanted = () => true) {
  const from = at === null ? (step > 0 ? -1 : placed.length) : placed.indexOf(at);
  for (let way = 1; way <= placed.length; way += 1) {
    const index = placed[(((from + way * step) % placed.length) + placed.length) % placed.length];
    if (wanted(numbers[index])) return index;
  }
  return null;
}

// The number above or below: the nearest line on which one stands under or over this one.
function besideInColumn(index, step) {
  const here = places[index][0].getBoundingClientRect();
  let best = null;
  let bestDistance = Infinity;
  const order = placed.indexOf(index);
  for (let way = 1; way < 400; way += 1) {
    const other = placed[order + way * step];
    if (other === undefined) break;
    const box = places[other][0].getBoundingClientRect();
    const down = step > 0 ? box.top - here.bottom : here.top - box.bottom;
    if (down < -here.height / 2) continue;
    const aside = Math.abs(box.right - here.right);
    if (bestDistance < Infinity && down > bestDistance + 200) break;
    const distance = down + aside * 4;
    if (aside < 40 && distance < bestDistance) [best, bestDistance] = [other, distance];
  }
  return best ?? placed[order + step] ?? null;
}

// The map at the edge: where in the release broken, unproved and lit numbers stand.
const map = document.getElementById("map");
let heights = null;

function measured() {
  const top = scroller.getBoundingClientRect().top - scroller.scrollTop;
  return numbers.map((number) => {
    if (number.state !== "b" && number.state !== "u") return null;
    const element = places[number.index][0];
    return element ? (element.getBoundingClientRect().top - top) / scroller.scrollHeight : null;
  });
}

let drawing = 0;
function drawMap() {
  if (!drawing) drawing = requestAnimationFrame(() => { drawing = 0; paintMap(); });
}

function paintMap() {
  const ratio = window.devicePixelRatio || 1;
  const [wide, high] = [map.clientWidth, map.clientHeight];
  if (!wide || !high) return;
  [map.width, map.height] = [wide * ratio, high * ratio];
  heights ??= measured();
  const pen = map.getContext("2d");
  pen.scale(ratio, ratio);
  const style = getComputedStyle(map);
  const tick = (share, colour, left, width) => {
    pen.fillStyle = colour;
    pen.fillRect(left, Math.min(share * high, high - 3), width, 3);
  };
  for (const state of ["u", "b"]) {
    heights.forEach((share, index) => {
      if (share !== null && numbers[index].state === state) tick(share, state === "b" ? style.color : style.borderTopColor, state === "b" ? 0 : 4, state === "b" ? wide : 4);
    });
  }
  const top = scroller.getBoundingClientRect().top - scroller.scrollTop;
  for (const element of lit) {
    if (element.classList.contains("faint")) continue;
    tick((element.getBoundingClientRect().top - top) / scroller.scrollHeight, style.outlineColor, 0, wide);
  }
}

map.addEventListener("click", (event) => {
  const box = map.getBoundingClientRect();
  scroller.scrollTop = ((event.clientY - box.top) / box.height) * scroller.scrollHeight - scroller.clientHeight / 2;
});
new ResizeObserver(() => { heights = null; drawMap(); }).observe(host);

// The ledger of ties: filtered, and drawn only where it is looked at.
const ROW = 46;
const ledgerPanel = document.getElementById("panel-ledger");
let ledger = null;

function selectOf(label, choices) {
  const select = made("select", "", made("option", "", label));
  select.setAttribute("aria-label", label);
  select.options[0].value = "";
  for (const [value, shown] of choices) {
    const option = made("option", "", shown);
    option.value = value;
    select.append(option);
  }
  return select;
}

function distinct(key, name) {
  const counts = new Map();
  for (const tie of ties) counts.set(tie[key], (counts.get(tie[key]) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value, count]) => [value, `${name(value)} (${count.toLocaleString("en")})`]);
}

function openLedger() {
  if (ledger) return;
  const search = made("input");
  Object.assign(search, { type: "search", placeholder: "Words or numbers in the equation", id: "search" });
  search.setAttribute("aria-label", "Search the ties");
  const kind = selectOf("every kind", distinct("kind", (value) => value.replaceAll("-", " ")));
  const status = selectOf("every status", distinct("status", (value) => STATUSES[value]));
  const scope = selectOf("every place", distinct("scope", (value) => SCOPES[value] ?? value));
  const told = made("output");
  const rows = made("div", "ledger");
  rows.tabIndex = 0;
  rows.setAttribute("role", "listbox");
  rows.setAttribute("aria-label", "Ties");
  const space = made("div");
  rows.append(space);
  ledgerPanel.append(made("div", "filters", search, kind, status, scope, told), rows);
  const lines = ties.map((tie) => tie.index).sort((a, b) => ties[a].target - ties[b].target || a - b);
  ledger = { search, kind, status, scope, told, rows, space, lines, found: lines, spoken: null, chosen: -1 };
  for (const control of [kind, status, scope]) control.addEventListener("change", filterTies);
  search.addEventListener("input", filterTies);
  rows.addEventListener("scroll", drawTies, { passive: true });
  rows.addEventListener("keydown", ledgerKey);
  rows.addEventListener("click", (event) => {
    const row = event.target.closest(".tie");
    if (row) chooseTie(Number(row.dataset.place));
  });
  new ResizeObserver(drawTies).observe(rows);
  filterTies();
}

function filterTies() {
  const { search, kind, status, scope, lines } = ledger;
  const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length) ledger.spoken ??= ties.map((tie) => `${spoken(tie)} ${lineOf(numbers[tie.target])} ${tie.identity}`.toLowerCase());
  ledger.found = lines.filter((index) => {
    const tie = ties[index];
    return (!kind.value || tie.kind === kind.value) && (!status.value || tie.status === status.value)
      && (!scope.value || tie.scope === scope.value) && wanted.every((part) => ledger.spoken[index].includes(part));
  });
  ledger.chosen = -1;
  ledger.told.textContent = `${ledger.found.length.toLocaleString("en")} of ${plural(ties.length, "tie")}`;
  ledger.space.style.height = `${ledger.found.length * ROW}px`;
  ledger.rows.scrollTop = 0;
  drawTies();
}

function drawTies() {
  const { rows, space, found, chosen } = ledger;
  const first = Math.max(0, Math.floor(rows.scrollTop / ROW) - 5);
  const last = Math.min(found.length, Math.ceil((rows.scrollTop + rows.clientHeight) / ROW) + 5);
  const shown = [];
  for (let place = first; place < last; place += 1) {
    const tie = ties[found[place]];
    const of = made("div", "of", made("span", `status ${tie.status}`, STATUSES[tie.status]),
      made("span", "line-number", lineOf(numbers[tie.target])),
      made("span", "", `${tie.kind.replaceAll("-", " ")}, ${SCOPES[tie.scope] ?? tie.scope}${tie.identity ? `, ${tie.identity.replaceAll("-", " ")}` : ""}`));
    const row = made("div", "tie", made("div", "", spoken(tie)), of);
    row.id = `tie-${place}`;
    row.title = spoken(tie);
    row.dataset.place = place;
    row.style.top = `${place * ROW}px`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", String(place === chosen));
    row.setAttribute("aria-setsize", found.length);
    row.setAttribute("aria-posinset", place + 1);
    shown.push(row);
  }
  space.replaceChildren(...shown);
}

function chooseTie(place) {
  const { rows, found } = ledger;
  if (!found.length) return;
  ledger.chosen = Math.max(0, Math.min(place, found.length - 1));
  const top = ledger.chosen * ROW;
  if (top < rows.scrollTop) rows.scrollTop = top;
  if (top + ROW > rows.scrollTop + rows.clientHeight) rows.scrollTop = top + ROW - rows.clientHeight;
  drawTies();
  rows.setAttribute("aria-activedescendant", `tie-${ledger.chosen}`);
  const tie = ties[found[ledger.chosen]];
  at = tie.target;
  equation = Math.max(0, numbers[at].ties.indexOf(tie.index));
  reachable(at);
  bring(at);
  lightTie(tie);
  showNumber(at);
}

function ledgerKey(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
  if (event.key in steps) {
    const step = steps[event.key];
    chooseTie(Number.isFinite(step) ? ledger.chosen + step : step > 0 ? ledger.found.length - 1 : 0);
  } else if (event.key === "Enter" && ledger.chosen >= 0) {
    openPanel("number");
    numberPanel.focus();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

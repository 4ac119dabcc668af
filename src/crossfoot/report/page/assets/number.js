// The panel of one number: its meaning, what is wrong about it, its equations.
const numberPanel = document.getElementById("panel-number");

function reference(index) {
  const button = made("button", `n ${numbers[index].state}`, numbers[index].printed);
  button.type = "button";
  button.dataset.n = index;
  return button;
}

// An equation with its numbers as buttons; the one that is asked about stands as plain text.
function written(tie) {
  return tie.equation.map((piece, place) => {
    if (place % 2 === 0) return word(piece);
    return piece === at ? made("b", "", numbers[piece].printed) : reference(piece);
  });
}

function showNumber(index) {
  const number = numbers[index];
  const head = made(
    "div", "asked", made("strong", "", number.printed), made("span", `chip ${number.state}`, STATES[number.state]),
    made("span", "line-number", [lineOf(number), `n${index + 1}`].filter(Boolean).join(" · ")),
  );
  const parts = [head, meaningOf(number), ...blamed(index)];
  if (number.ties.length) {
    parts.push(made("h3", "", plural(number.ties.length, "equation")), equationsOf(number));
  } else if (number.state === "u") {
    parts.push(made("h3", "", "Equations"), made("p", "empty", "Nothing in this document ties it to another number. That does not make it wrong, and does not make it right."));
  }
  numberPanel.replaceChildren(...parts);
  numberPanel.scrollTop = 0;
}

function meaningOf(number) {
  const list = made("dl", "meaning");
  for (let row = 0; row < number.meaning.length; row += 3) {
    const [property, value, source] = number.meaning.slice(row, row + 3);
    const told = made("dd", "", value);
    if (source) told.append(made("small", "", source));
    list.append(made("dt", "", property), told);
  }
  return list;
}

function blamed(index) {
  return findings.filter((finding) => finding.numbers.includes(index) || finding.suspects.some((suspect) => suspect.number === index)).map((finding) => {
    const box = made("div", "blame", made("p", "", made("span", `severity ${finding.severity}`, `${finding.severity} ${finding.rule} `), finding.message));
    finding.suspects.forEach((suspect, order) => {
      const whom = suspect.number === index ? ["this number"] : [`${numbers[suspect.number].label} `, reference(suspect.number)];
      box.append(made("p", "", order ? "or " : "suspect: ", ...whom, ", expected ", made("b", "", suspect.expected)));
    });
    return box;
  });
}

function equationsOf(number) {
  const list = made("ol", "equations");
  number.ties.forEach((which, order) => {
    const tie = ties[which];
    const of = made("div", "of", made("span", `chip ${tie.status}`, STATUSES[tie.status]));
    if (tie.computed && tie.status !== "e") of.append(made("span", "", "computed ", made("b", "", tie.computed), `, printed ${numbers[tie.target].printed}`));
    of.append(made("span", "", `${tie.kind.replaceAll("-", " ")}, ${SCOPES[tie.scope] ?? tie.scope}`));
    of.append(made("span", "", tie.identity ? `known as: ${tie.identity.replaceAll("-", " ")}` : tie.chance ? `found: ${tie.chance} such expected by chance` : "known"));
    const item = made("li", order === equation ? "on" : "", made("div", "said", ...written(tie)), of);
    item.dataset.order = order;
    list.append(item);
  });
  return list;
}

function chooseEquation(order) {
  const count = at === null ? 0 : numbers[at].ties.length;
  if (!count) return;
  equation = (order + count) % count;
  lightNumber(at);
  const items = [...numberPanel.querySelectorAll(".equations li")];
  items.forEach((item, place) => item.classList.toggle("on", place === equation));
  items[equation].scrollIntoView({ block: "nearest" });
}

numberPanel.addEventListener("click", (event) => {
  const item = event.target.closest("li[data-order]");
  if (item && !event.target.closest("[data-n]")) chooseEquation(Number(item.dataset.order));
});

// The width of the panel, the theme, and where to begin.
const splitter = document.getElementById("splitter");

function widen(percent) {
  const share = Math.max(20, Math.min(75, percent));
  document.documentElement.style.setProperty("--side", `${share}%`);
  splitter.setAttribute("aria-valuenow", Math.round(share));
}

splitter.addEventListener("pointerdown", (event) => {
  splitter.setPointerCapture(event.pointerId);
  splitter.onpointermove = (moved) => widen(100 - (moved.clientX / window.innerWidth) * 100);
  splitter.onpointerup = () => { splitter.onpointermove = null; };
});
splitter.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: 3, ArrowRight: -3 }[event.key];
  if (!step) return;
  widen(Number(splitter.getAttribute("aria-valuenow")) + step);
  event.preventDefault();
});

const THEMES = { "light dark": "Theme", light: "Theme: light", dark: "Theme: dark" };
document.getElementById("theme").addEventListener("click", (event) => {
  const names = Object.keys(THEMES);
  const now = document.documentElement.style.colorScheme || names[0];
  const next = names[(names.indexOf(now) + 1) % names.length];
  document.documentElement.style.colorScheme = next;
  event.currentTarget.textContent = THEMES[next];
  drawMap();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawMap);

const asked = Number(/^#n(\d+)$/.exec(location.hash)?.[1] ?? 0) - 1;
if (numbers[asked]) ask(asked);
else {
  if (placed.length) reachable(placed[0]);
  if (findings.length) openPanel("findings");
}

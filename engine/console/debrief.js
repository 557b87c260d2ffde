// Moves the plan of a debrief through its time. Without this script the plan shows the whole way
// and how everything ended.

const board = document.querySelector("[data-debrief]");
const scrub = board.querySelector(".scrub");
const range = scrub.querySelector("input");
const output = scrub.querySelector("output");
const button = scrub.querySelector("[data-play]");
const end = Number(board.dataset.end);
const words = { play: button.textContent, pause: button.dataset.pause };

const walkers = [...board.querySelectorAll("[data-places]")].map((mark) => ({
  mark,
  places: mark.dataset.places.split(" ").filter(Boolean).map((p) => p.split(",").map(Number)),
}));
const pins = [...board.querySelectorAll(".pin")];
const moments = [...board.querySelectorAll(".moments [data-at]")];

// Where somebody was: on the way from the last place to the next, unless that is far in time.
function placeAt(places, ms) {
  let nr = places.findIndex(([at]) => at > ms);
  if (nr < 0) nr = places.length;
  const before = places[Math.max(nr - 1, 0)];
  const after = places[nr];
  const NEAR_MS = 600;
  if (!after || nr === 0 || after[0] - before[0] > NEAR_MS) return before;
  const share = (ms - before[0]) / (after[0] - before[0]);
  const mix = (i) => before[i] + (after[i] - before[i]) * share;
  return [ms, mix(1), mix(2), after[3]];
}

function show(ms) {
  range.value = ms;
  const s = Math.round(ms / 1000);
  output.textContent = `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
  for (const { mark, places } of walkers) {
    if (!places.length) continue;
    const [, x, y, degrees] = placeAt(places, ms);
    mark.setAttribute("transform", `translate(${x} ${y}) rotate(${degrees})`);
  }
  const isBy = (text) => text !== "" && Number(text) <= ms;
  for (const pin of pins) {
    pin.classList.toggle("latent", ms < end && !isBy(pin.dataset.from));
    pin.classList.toggle("open", ms < end && isBy(pin.dataset.from) && !isBy(pin.dataset.marked));
  }
  let now;
  for (const moment of moments) {
    if (Number(moment.dataset.at) <= ms) now = moment;
    moment.classList.toggle("later", Number(moment.dataset.at) > ms);
  }
  for (const moment of moments) moment.toggleAttribute("aria-current", moment === now);
}

let playing;
function stop() {
  cancelAnimationFrame(playing);
  playing = undefined;
  button.textContent = words.play;
}

// Four times as fast as it was, unless a cut is shown.
function play(from, to, pace) {
  stop();
  button.textContent = words.pause;
  const began = performance.now();
  const step = (now) => {
    const ms = Math.min(from + (now - began) * pace, to);
    show(ms);
    if (ms < to) playing = requestAnimationFrame(step);
    else stop();
  };
  playing = requestAnimationFrame(step);
}

button.addEventListener("click", () => {
  if (playing !== undefined) stop();
  else play(Number(range.value) >= end ? 0 : Number(range.value), end, 4);
});
range.addEventListener("input", () => { stop(); show(Number(range.value)); });
for (const place of document.querySelectorAll("[data-at]")) {
  place.classList.add("press");
  place.tabIndex = 0;
  const go = () => {
    board.scrollIntoView({ block: "start" });
    if (place.dataset.to) play(Number(place.dataset.at), Number(place.dataset.to), 1);
    else { stop(); show(Number(place.dataset.at)); }
  };
  place.addEventListener("click", go);
  place.addEventListener("keydown", (event) => { if (event.key === "Enter") go(); });
}
scrub.hidden = false;
// `#t=30000` opens the page at that moment.
show(Number(new URLSearchParams(location.hash.slice(1)).get("t") ?? end));

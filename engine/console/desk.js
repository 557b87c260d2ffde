// Keeps an open page of the desk true: puts what the server sends where it belongs. The server has
// made every word of it. Without this script the page is loaded again from time to time instead.

const page = document.querySelector("[data-page]").dataset.page;
const offline = document.querySelector("[data-offline]");
const start = document.querySelector("[data-start]");
const places = new Map();
for (const place of document.querySelectorAll("[data-part]")) {
  places.set(place.dataset.part, { place, told: undefined });
}

// Who asks too often is sent away for a while, milliseconds.
const AGAIN_MS = 5000;

function follow() {
  const source = new EventSource("/desk/events");
  source.onopen = () => { offline.hidden = true; };
  source.onerror = () => {
    offline.hidden = false;
    if (source.readyState === EventSource.CLOSED) setTimeout(follow, AGAIN_MS);
  };
  source.onmessage = (event) => {
    const now = JSON.parse(event.data);
    if (now.page !== page) {
      source.close();
      location.replace("/");
      return;
    }
    for (const [name, html] of Object.entries(now.parts)) put(name, html);
  };
  // A page that waits in the browser's memory must not hold a place.
  addEventListener("pagehide", () => source.close(), { once: true });
}

function put(name, html) {
  const known = places.get(name);
  if (!known || known.told === html) return;
  known.told = html;
  known.place.innerHTML = html;
  if (name === "hint" && start) start.disabled = html !== "";
}

addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
follow();

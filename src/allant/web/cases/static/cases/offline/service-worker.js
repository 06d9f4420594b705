// Opens the page "Sur cet appareil" where the network fails. It keeps the files of that page and nothing else: what is
// personal is sealed in the browser's base and never passes through here.
// Before these lines the server writes VERSION, SHELL and FILES.
const CACHE = `allant-${VERSION}`;
const PATIENCE_MS = 10000;
const UNREACHABLE = [502, 503, 504];

self.addEventListener("install", (event) => {
  const asked = [SHELL, ...FILES].map((address) => new Request(address, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(asked)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const others = (names) => names.filter((name) => name.startsWith("allant-") && name !== CACHE);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(others(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

const kept = async (address) => (await caches.open(CACHE)).match(address);
const late = () => new Promise((_resolve, reject) => setTimeout(() => reject(new Error("late")), PATIENCE_MS));

async function page(request) {
  try {
    // A page that does not come is as good as no network; a form that is sent is never cut short.
    const answer = await (request.method === "GET" ? Promise.race([fetch(request), late()]) : fetch(request));
    if (!UNREACHABLE.includes(answer.status)) return answer;
  } catch {
    // Answered below.
  }
  return (await kept(SHELL)) || Response.error();
}

async function file(request) {
  try {
    return await fetch(request);
  } catch {
    return (await kept(new URL(request.url).pathname)) || Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (event.request.method === "GET" && FILES.includes(pathname)) event.respondWith(file(event.request));
});

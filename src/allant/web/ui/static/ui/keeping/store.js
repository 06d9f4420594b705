// What this device keeps, in IndexedDB: sealed drafts, the keys of whoever is signed in, the number of the device.
const NAME = "allant";
const VERSION = 1;
let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("device", { keyPath: "name" });
      asked.result.createObjectStore("keys", { keyPath: "owner" });
      asked.result.createObjectStore("drafts", { keyPath: ["owner", "id"] });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function run(store, mode, act) {
  const open = await database();
  return new Promise((resolve, reject) => {
    // What is said to be kept is on the disk: a tablet may stop at any moment.
    const work = open.transaction(store, mode, { durability: "strict" });
    const asked = act(work.objectStore(store));
    work.oncomplete = () => resolve(asked.result);
    work.onerror = work.onabort = () => reject(work.error);
  });
}

export const all = (store) => run(store, "readonly", (objects) => objects.getAll());
export const get = (store, key) => run(store, "readonly", (objects) => objects.get(key));
export const put = (store, value) => run(store, "readwrite", (objects) => objects.put(value));
export const remove = (store, key) => run(store, "readwrite", (objects) => objects.delete(key));

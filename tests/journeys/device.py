"""What a browser keeps of the site, read by the journeys as somebody with the device in hands could."""

# All that the browser keeps of the site, as one text: its base, its cache, its small stores.
EVERYTHING_KEPT = """async () => {
    const texts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const { name } of await indexedDB.databases()) {
        const base = await new Promise((done) => {
            indexedDB.open(name).onsuccess = (event) => done(event.target.result);
        });
        for (const store of base.objectStoreNames) {
            const rows = await new Promise((done) => {
                base.transaction(store).objectStore(store).getAll().onsuccess = (event) => done(event.target.result);
            });
            const readable = (key, value) => value instanceof ArrayBuffer
                ? new TextDecoder("latin1").decode(value)
                : value instanceof CryptoKey ? `key, extractable: ${value.extractable}` : value;
            texts.push(JSON.stringify(rows, readable));
        }
        base.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) texts.push(request.url, await (await cache.match(request)).text());
    }
    return texts.join("\\n");
}"""
COUNT_DRAFTS = """async () => {
    const base = await new Promise((done) => {
        indexedDB.open("allant").onsuccess = (event) => done(event.target.result);
    });
    const count = (store) => new Promise((done) => {
        base.transaction(store).objectStore(store).getAll().onsuccess = (event) => done(event.target.result.length);
    });
    const counts = [await count("drafts"), await count("keys")];
    base.close();
    return counts;
}"""
"""How many drafts and how many keys."""

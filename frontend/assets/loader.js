// Hydrates the islands of a page, where it has any. Pages without an island do not load this file.
const client = document.querySelector("script[data-client]")?.dataset.client;
const islands = document.querySelectorAll("leptos-island");
if (client && islands.length) {
  const start = async () => {
    const mod = await import(client);
    // The glue does not know its own WASM: that stands beside it under the same name.
    await mod.default({ module_or_path: client.replace(/\.js$/, "_bg.wasm") });
    mod.hydrate();
    for (const island of islands) await mod[island.dataset.component]?.(island);
    document.documentElement.dataset.islands = "ready";
  };
  // The page works as it is: a client that cannot be had is a lost convenience, not an error to show.
  start().catch((cause) => console.info("Sojourn runs without its islands:", cause));
}

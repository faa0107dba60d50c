"use strict";
// Last of all: unpack, draw, show what the address asks for.
(async () => {
  try {
    await KG.load();
    KG.fromAddress();
    KG.filters();
    KG.picture();
    document.getElementById("legend").open = innerHeight > 1100 && !KG.narrow();
    await KG.apply();
    addEventListener("hashchange", () => {
      KG.fromAddress();
      KG.apply();
    });
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    KG.ready = performance.now();
    document.documentElement.dataset.ready = "yes";
  } catch (error) {
    const told = document.getElementById("loading") || document.getElementById("told");
    told.textContent = `This browser cannot show the page: ${error.message}. kg audit writes the same as tables.`;
    throw error;
  }
})();

"use strict";
// Search: statements with these words, and while one types sources, topics and articles so called.
(() => {
  const { make } = KG;
  const input = document.getElementById("search");
  const box = document.getElementById("suggestions");
  const bar = document.getElementById("progress");
  const KINDS = { source: "source", topic: "topic", document: "article" };
  let active = -1, timer = 0, asked = 0;

  const options = () => [...box.querySelectorAll("[role=option]")];
  function close() {
    box.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function point(next) {
    const all = options();
    if (!all.length) return;
    active = (next + all.length) % all.length;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  }
  function take(option) {
    const { kind, value } = option.dataset;
    close();
    input.value = "";
    if (kind === "document") KG.choose({ q: "", doc: value, focus: [], at: null });
    else KG.choose({ q: "", focus: [kind[0] + value], at: null });
  }
  async function suggest() {
    const mine = asked += 1, query = input.value.trim();
    if (!query) return close();
    const found = await KG.ask("suggest", query);
    if (mine !== asked || document.activeElement !== input) return null;
    const made = Object.entries(KINDS).flatMap(([kind, label]) => found[kind].map(([name, count, value]) =>
      make("li", { role: "option", "aria-selected": "false", "data-kind": kind, "data-value": value },
        kind === "source" ? KG.glyph(KG.glyphs[KG.glyph_index[value]]) : null,
        make("span", { class: "name", dir: "auto" }, name),
        make("span", { class: "small" }, `${label}, ${KG.number(count)}`))));
    made.forEach((option, i) => { option.id = `option-${i}`; });
    box.replaceChildren(...made);
    active = -1;
    input.removeAttribute("aria-activedescendant");
    box.hidden = !made.length;
    input.setAttribute("aria-expanded", String(made.length > 0));
    return null;
  }
  input.addEventListener("input", () => {
    suggest();
    clearTimeout(timer);
    timer = setTimeout(() => KG.choose({ q: input.value, at: null }), KG.count > 5000 ? 200 : 0);
  });
  input.addEventListener("keydown", (event) => {
    const open = !box.hidden;
    if (event.key === "ArrowDown" && open) point(active + 1);
    else if (event.key === "ArrowUp" && open) point(active < 0 ? -1 : active - 1);
    else if (event.key === "Escape" && open) close();
    else if (event.key === "Enter" && active >= 0) take(options()[active]);
    else if (event.key === "Enter" || event.key === "ArrowDown") {
      close();
      clearTimeout(timer);
      const enter = event.key === "Enter";
      if (KG.chosen.q !== input.value) KG.choose({ q: input.value });
      KG.applied.then(async () => {
        const [row] = KG.found.order;
        if (enter && row !== undefined) return KG.choose({ at: row });
        await KG.listed;
        return document.querySelector("#list li button")?.focus();
      });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  box.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  KG.on("progress", (share) => {
    bar.hidden = share >= 1;
    bar.value = share;
    if (share >= 1 && !box.hidden && active < 0) suggest();
  });
  KG.on("found", () => {
    if (document.activeElement !== input) input.value = KG.chosen.q;
  });
})();

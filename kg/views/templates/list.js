"use strict";
// The list: everything in the picture (and more), by source, for keyboard and screen reader.
(() => {
  const { make } = KG;
  const list = document.getElementById("list");
  const search = document.getElementById("search");
  const count = document.getElementById("count");
  const filter = document.getElementById("filter");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = KG.statements.map((statement) => {
    const article = KG.documents[statement.doc];
    const about = statement.about.flat();
    return fold([statement.text, statement.name, statement.words, statement.cue, statement.act,
      article.title, article.publisher, article.id, ...about].join("\n"));
  });

  const groups = new Map();
  KG.statements.forEach((statement, index) => {
    if (!groups.has(statement.source)) groups.set(statement.source, []);
    groups.get(statement.source).push(index);
  });
  const items = [];
  const sections = [];
  const ordered = [...groups.values()].sort((a, b) => b.length - a.length);
  ordered.forEach((indices, number) => {
    const first = KG.statements[indices[0]];
    const id = `source-${number}`;
    const section = make("div", { class: "source", role: "group", "aria-labelledby": id },
      make("h3", { id }, KG.glyph(first.glyph), make("span", { dir: "auto" }, first.name),
        make("small", {}, first.kind)));
    const entries = make("ul");
    for (const index of indices) entries.append(entry(index));
    section.append(entries);
    sections.push(section);
    list.append(section);
  });
  const order = ordered.flat();

  function entry(index) {
    const statement = KG.statements[index];
    const meta = [statement.cue, KG.day(statement.said)].filter(Boolean).join(" · ");
    const button = make("button", { type: "button", "data-index": index },
      make("span", { class: "meta", lang: KG.documents[statement.doc].lang }, meta),
      statement.tone === "says" ? null
        : make("span", { class: `act ${statement.tone}` }, ` · ${statement.act}`),
      make("span", { class: "words", dir: "auto", lang: KG.documents[statement.doc].lang },
        statement.text));
    items[index] = make("li", {}, button);
    return items[index];
  }

  let node = null; // a source or entity that was clicked
  const nothing = make("p", { class: "nothing", hidden: "" }, "No statement has these words.");
  list.append(nothing);

  function update() {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    const concerns = node && node.type === "entity"
      ? new Set(KG.edges.filter((edge) => edge.to === node.id).map((edge) => edge.from))
      : null;
    const found = KG.statements.map((statement, index) =>
      words.every((word) => texts[index].includes(word)) &&
      (!node || (concerns ? concerns.has(statement.claim) : statement.source === node.id)));
    found.forEach((yes, index) => { items[index].hidden = !yes; });
    for (const section of sections)
      section.hidden = !section.querySelector("li:not([hidden])");
    const number = found.filter(Boolean).length;
    nothing.hidden = number > 0;
    const all = KG.statements.length;
    count.textContent = [...new Set([number, all])].map((n) => n.toLocaleString("en")).join(" of ");
    filter.hidden = !node;
    document.getElementById("filter-name").textContent =
      node ? `${node.type === "entity" ? "About" : "Said by"} ${node.lines.join(" ")}` : "";
    KG.emit("filter", number === all ? null : order.filter((index) => found[index]));
  }

  const visible = () => [...list.querySelectorAll("li:not([hidden]) button")];
  search.addEventListener("input", update);
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "Enter") {
      const [first] = visible();
      if (first && event.key === "Enter") KG.emit("select", Number(first.dataset.index));
      else if (first) first.focus();
      event.preventDefault();
    }
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const buttons = visible();
    const next = buttons.indexOf(document.activeElement) + step;
    if (next < 0) search.focus();
    else buttons[next]?.focus();
    event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) KG.emit("select", Number(button.dataset.index));
  });
  document.getElementById("filter-off").addEventListener("click", () => {
    KG.emit("node", null);
    search.focus();
  });

  KG.order = () => order.filter((index) => !items[index].hidden);
  KG.item = (index) => items[index].firstElementChild;
  KG.on("node", (clicked) => {
    node = clicked;
    if (clicked) KG.emit("select", null);
    update();
  });
  KG.on("select", (index) => {
    list.querySelector("[aria-current]")?.removeAttribute("aria-current");
    if (index !== null) KG.item(index).setAttribute("aria-current", "true");
  });
  update();
})();

"use strict";
// The list: the statements that the filters leave, by source; for keyboard, screen reader, print.
(() => {
  const { make } = KG;
  const PAGE = 50;
  const list = document.getElementById("list");
  const count = document.getElementById("count");
  const filter = document.getElementById("filter");
  const more = make("button", { type: "button", class: "more" });
  const nothing = make("p", { class: "nothing" }, "No statement fits.");
  let shown = 0, drawing = 0, items = new Map();

  function entry({ row, text, cue, said, others }) {
    const act = KG.acts[KG.column.act[row]], tone = KG.page.tones[act];
    const { lang } = KG.article(row);
    const contradicted = others.some(([label]) => label === "contradicts");
    const button = make("button", { type: "button", "data-row": row },
      make("span", { class: "meta" }, make("span", { lang, dir: "auto" }, cue), said && ` · ${KG.day(said)}`),
      tone === "says" ? null : make("span", { class: `act ${tone}` }, ` · ${act}`),
      contradicted ? make("span", { class: "act against" }, " · contradicted") : null,
      make("span", { class: "words", dir: "auto", lang }, text));
    const item = make("li", {}, button);
    items.set(row, button);
    return item;
  }
  function section(source, number) {
    const id = `source-${source}-${number}`;
    const focus = make("button", { type: "button", class: "link focus", "data-source": source,
      "aria-label": `${KG.number(KG.found.perSource[source])} statements: show ${KG.sources[source]} in the picture` }, KG.number(KG.found.perSource[source]));
    return make("div", { class: "source", role: "group", "aria-labelledby": id },
      make("h3", { id }, KG.glyph(KG.glyphs[KG.glyph_index[source]]),
        make("span", {}, make("span", { dir: "auto" }, KG.sources[source]), KG.where(source) &&
          make("span", { class: "where", dir: "auto" }, `not named, in ${KG.where(source)}`)),
        make("small", {}, KG.kinds[KG.kind[source]])),
      focus, make("ul"));
  }
  async function append() {
    const mine = drawing;
    const { order } = KG.found;
    const rows = [...order.subarray(shown, shown + PAGE)];
    const found = await KG.ask("briefs", rows);
    if (mine !== drawing) return;
    let last = list.querySelector(".source:last-of-type");
    for (const one of found) {
      const source = KG.column.source[one.row];
      if (!last || Number(last.dataset.source) !== source) {
        last = section(source, shown);
        last.dataset.source = source;
        more.before(last);
      }
      last.querySelector("ul").append(entry(one));
    }
    shown += rows.length;
    more.hidden = shown >= order.length;
    more.textContent = `Show ${KG.number(Math.min(PAGE, order.length - shown))} more of ${KG.number(order.length - shown)}`;
    mark();
  }
  function mark() {
    list.querySelector("[aria-current]")?.removeAttribute("aria-current");
    items.get(KG.chosen.at)?.setAttribute("aria-current", "true");
  }
  KG.on("found", ({ order }) => {
    drawing += 1;
    shown = 0;
    items = new Map();
    more.hidden = true;
    list.replaceChildren(...(order.length ? [] : [nothing]), more);
    list.scrollTop = 0;
    const all = KG.number(KG.count), some = KG.number(order.length);
    count.textContent = order.length === KG.count ? `${all} statements` : `${some} of ${all} statements`;
    const last = KG.chosen.focus.at(-1);
    filter.hidden = !last && KG.chosen.doc === "";
    const names = [];
    if (last) names.push(last[0] === "t" ? `About ${last.slice(1)}` : `Said by ${KG.sources[Number(last.slice(1))]}`);
    if (KG.chosen.doc !== "") names.push(`In ${KG.documents[Number(KG.chosen.doc)][1] || KG.documents[Number(KG.chosen.doc)][0]}`);
    document.getElementById("filter-name").textContent = names.join(", ");
    KG.listed = order.length ? append() : null;
  });
  KG.on("select", mark);
  more.addEventListener("click", async () => {
    const before = list.querySelectorAll("li button").length;
    await append();
    list.querySelectorAll("li button")[before]?.focus();
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-row], button[data-source]");
    if (!button) return;
    if (button.dataset.row) KG.choose({ at: Number(button.dataset.row) });
    else {
      const id = `s${button.dataset.source}`; // beside what the picture shows already
      KG.choose({ focus: [...KG.chosen.focus.filter((one) => one !== id), id], at: null });
    }
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const buttons = [...list.querySelectorAll("li button")];
    const next = buttons.indexOf(document.activeElement) + step;
    if (next < 0) document.getElementById("search").focus();
    else (buttons[next] || more).focus();
    event.preventDefault();
  });
  document.getElementById("filter-off").addEventListener("click", () => {
    KG.choose({ focus: [], doc: "", at: null });
    document.getElementById("search").focus();
  });
  KG.item = (row) => items.get(row);
})();

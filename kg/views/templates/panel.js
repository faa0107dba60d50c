"use strict";
// The panel: one statement, verbatim in its context, with everything that is known about it.
(() => {
  const { make } = KG;
  const panel = document.getElementById("panel");
  let current = null, asked = 0;

  const quoted = (words) => `“${words}”`;
  const name = (row) => KG.sources[KG.column.source[row]];
  const link = (row, words) => {
    const button = make("button", { type: "button", class: "link", dir: "auto" }, words);
    button.addEventListener("click", () => KG.choose({ at: row }));
    return button;
  };

  function words(statement, lang) {
    const quote = make("blockquote", { lang, dir: "auto" });
    for (const [text, roles] of statement.context) {
      if (roles === "gap") quote.append(make("span", { class: "gap" }, ` ${text} `));
      else if (!roles) quote.append(text);
      else quote.append(make(roles.includes("q") ? "mark" : "span", { class: [...roles].join(" ") }, text));
    }
    return quote;
  }
  function resolution(statement, lang) {
    if (!statement.words) return make("dd", {}, "The article names no source.");
    const cell = make("dd", {}, make("span", { lang, dir: "auto" }, quoted(statement.words)), `, ${statement.how}`);
    statement.evidence.forEach(([text, offsets]) =>
      cell.append(" ", make("span", { lang, dir: "auto" }, quoted(text)), make("span", { class: "small" }, ` (${offsets})`)));
    return cell;
  }
  function chain(statement, article) {
    if (!statement.by.length && !statement.on.length) return null;
    const steps = make("ol", { class: "chain" },
      make("li", { dir: "auto" }, article.publisher || article.title || article.id));
    for (const row of statement.by) steps.append(make("li", {}, link(row, name(row))));
    steps.append(make("li", {}, make("strong", { dir: "auto" }, name(statement.row))));
    for (const row of statement.on) steps.append(make("li", {}, link(row, name(row))));
    return make("dd", {}, steps);
  }
  function same(statement) {
    const { claim } = KG.column, rows = [];
    for (let row = claim[statement.row]; row < KG.count && row < statement.row + 400; row += 1)
      if (row !== statement.row && claim[row] === claim[statement.row]) rows.push(row);
    return rows.length ? make("dd", {}, ...rows.map((row) => make("div", {}, link(row, name(row))))) : null;
  }
  function others(statement) {
    if (!statement.others.length) return null;
    return make("dd", {}, make("ul", { class: "others" }, ...statement.others.map(({ label, row, why, text }) => {
      const article = KG.article(row);
      const facts = [name(row), article.publisher || article.title || article.id, KG.day(article.date)].filter(Boolean).join(", ");
      return make("li", { class: label === "contradicts" ? "contradicts" : null },
        make("span", { class: "how" }, `${label} `), link(row, quoted(text)),
        make("div", { class: "small", dir: "auto" }, why ? `${facts} (${why})` : facts));
    })));
  }
  // The address of the words on their page: only what a reader can safely follow.
  function address(article, words) {
    if (!/^https?:\/\/[^/\s]+/.test(article.url)) return "";
    const all = words.trim().split(/\s+/), ends = all.length > 10 ? [all.slice(0, 5), all.slice(-5)] : [all];
    const part = (some) => encodeURIComponent(some.join(" ").toWellFormed?.() ?? some.join(" ")).replaceAll("-", "%2D");
    return `${article.url.split("#")[0]}#:~:text=${ends.map(part).join(",")}`;
  }
  function where(statement, article) {
    const cell = make("dd", { dir: "auto" }), title = article.title || article.id;
    const to = address(article, statement.quote.split(" … ")[0]);
    if (to) cell.append(make("a", { href: to, rel: "noopener noreferrer nofollow" }, title));
    else cell.append(title);
    const facts = [article.publisher, article.author, KG.day(article.date)].filter(Boolean);
    if (facts.length) cell.append(make("div", {}, facts.join(" · ")));
    cell.append(make("div", { class: "small" }, `${article.title ? `${article.id}, ` : ""}characters ${statement.offsets}`));
    if (article.url && !to) cell.append(make("div", { class: "small" }, article.url));
    return cell;
  }
  const sure = (row) => KG.column.sure[row] === 255 ? "not known" : `${KG.column.sure[row]} %: so many of such statements have source and words right`;

  function citation(statement, article) {
    const where = [article.title && `“${article.title}”`, article.publisher, KG.day(article.date)].filter(Boolean).join(", ");
    return `${name(statement.row)}${statement.cue ? ` (${statement.cue})` : ""}: ${quoted(statement.quote)}. ` +
      `${where || article.id}, characters ${statement.offsets}. ${article.url}`.trim();
  }
  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", {});
      area.value = text;
      panel.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    button.textContent = "Copied";
    document.getElementById("told").textContent = "Citation copied.";
  }

  function facts(statement, article) {
    const list = make("dl");
    const row = (label, cell) => {
      if (cell) list.append(make("dt", {}, label), typeof cell === "string" ? make("dd", { dir: "auto" }, cell) : cell);
    };
    const when = [KG.day(statement.said), statement.when && quoted(statement.when)];
    const act = KG.acts[KG.column.act[statement.row]], form = KG.forms[KG.column.form[statement.row]];
    row("Words", `${quoted(statement.cue)}: ${act}, ${KG.page.form_labels[form]}`);
    row("Source", resolution(statement, article.lang));
    row("Chain", chain(statement, article));
    row("Said on", when.filter(Boolean).join(", ") || "not known");
    row("To", statement.to);
    row("In", statement.in);
    row("Where", statement.where);
    row("Claim", make("dd", { lang: article.lang, dir: "auto", class: "claim" }, statement.text));
    row("Also from", same(statement));
    row("Others", others(statement));
    if (statement.about.length)
      row("About", make("dd", { dir: "auto", lang: article.lang }, ...statement.about.map((parts) =>
        make("div", {}, parts.filter(Boolean).join(" — ")))));
    row("Confidence", sure(statement.row));
    row("Article", where(statement, article));
    return list;
  }

  async function show(row) {
    const mine = asked += 1;
    const statement = await KG.ask("full", row);
    if (mine !== asked) return;
    const article = KG.article(row), source = KG.column.source[row];
    const near = KG.found.order, place = near.indexOf(row);
    const button = (words, label, action, disabled) => {
      const made = make("button", { type: "button", "aria-label": label, class: label ? null : "close" }, words);
      made.disabled = Boolean(disabled);
      made.addEventListener("click", () => action(made));
      return made;
    };
    const key = make("p", { class: "key" }, "Marked: ", make("mark", {}, "the statement"), ", ",
      make("span", { class: "s" }, "its source"), ", ", make("span", { class: "c" }, "the words that link them"));
    panel.replaceChildren(
      make("nav", { "aria-label": "Statement" },
        button("← All statements", null, close),
        button("↑", "Previous statement", () => KG.choose({ at: near[place - 1] }), place <= 0),
        button("↓", "Next statement", () => KG.choose({ at: near[place + 1] }), place < 0 || place + 1 >= near.length)),
      make("h2", { id: "panel-title", tabindex: "-1" }, KG.glyph(KG.glyphs[KG.glyph_of(row)]),
        make("span", { dir: "auto" }, name(row))),
      make("p", { class: "kind" }, statement.kind),
      words(statement, article.lang),
      key,
      make("p", { class: "actions" },
        button("Show in the picture", "Show in the picture", () => KG.choose({ focus: [`s${source}`], at: row })),
        button("Copy citation", "Copy citation", (made) => copy(citation(statement, article), made))),
      facts(statement, article));
    panel.hidden = false;
    panel.scrollTop = 0;
    current = row;
    document.getElementById("panel-title").focus({ preventScroll: true });
  }

  function close() {
    KG.choose({ at: null });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close();
  });
  KG.on("select", (row) => {
    if (row !== null) {
      if (row !== current || panel.hidden) show(row);
      return;
    }
    asked += 1;
    if (panel.hidden) return;
    const inside = panel.contains(document.activeElement);
    panel.hidden = true;
    if (inside) (KG.item(current) || document.getElementById("search")).focus({ preventScroll: KG.narrow() });
  });
})();

"use strict";
// The panel: one statement, verbatim in its context, with everything that is known about it.
(() => {
  const { make } = KG;
  const panel = document.getElementById("panel");
  let current = null;

  const quoted = (words) => `“${words}”`;
  const link = (index, words) => {
    const button = make("button", { type: "button", class: "link", dir: "auto" }, words);
    button.addEventListener("click", () => KG.emit("select", index));
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

  function resolution(statement) {
    if (!statement.words) return make("dd", {}, "The article names no source.");
    const cell = make("dd", {}, `${quoted(statement.words)}, ${statement.how}`);
    statement.evidence.forEach(([text, offsets]) =>
      cell.append(` ${quoted(text)}`, make("span", { class: "small" }, ` (${offsets})`)));
    return cell;
  }

  function chain(statement, index) {
    if (!statement.by.length && !statement.on.length) return null;
    const article = KG.documents[statement.doc];
    const steps = make("ol", { class: "chain" },
      make("li", { dir: "auto" }, article.publisher || article.title || article.id));
    const name = (i) => `${KG.statements[i].name}, ${quoted(KG.statements[i].cue)}`;
    for (const i of statement.by) steps.append(make("li", {}, link(i, name(i))));
    steps.append(make("li", {}, make("strong", { dir: "auto" }, name(index))));
    for (const i of statement.on) steps.append(make("li", {}, link(i, name(i))));
    return make("dd", {}, steps);
  }

  function others(statement, index) {
    const same = KG.statements
      .map((other, i) => [other, i])
      .filter(([other, i]) => i !== index && other.claim === statement.claim);
    if (!same.length) return null;
    return make("dd", {}, ...same.map(([other, i]) =>
      make("div", {}, link(i, `${other.name}, ${quoted(other.cue)}`))));
  }

  function article(statement) {
    const known = KG.documents[statement.doc];
    const cell = make("dd", { dir: "auto" });
    if (known.link)
      cell.append(make("a", { href: known.link, rel: "noopener noreferrer nofollow" },
        known.title || known.id));
    else cell.append(known.title || known.id);
    const facts = [known.publisher, known.author, KG.day(known.date)].filter(Boolean);
    if (facts.length) cell.append(make("div", {}, facts.join(" · ")));
    const place = known.title ? `${known.id}, ` : "";
    cell.append(make("div", { class: "small" }, `${place}characters ${statement.offsets}`));
    if (known.url && !known.link) cell.append(make("div", { class: "small" }, known.url));
    return cell;
  }

  function facts(statement, index) {
    const list = make("dl");
    const row = (name, cell) => {
      if (cell) list.append(make("dt", {}, name), typeof cell === "string" ? make("dd", { dir: "auto" }, cell) : cell);
    };
    const when = [KG.day(statement.said), statement.when && quoted(statement.when)];
    row("Words", `${quoted(statement.cue)}: ${statement.act}, ${statement.formLabel}`);
    row("Source", resolution(statement));
    row("Chain", chain(statement, index));
    row("Said on", when.filter(Boolean).join(", ") || "not known");
    row("To", statement.to);
    row("In", statement.in);
    row("Where", statement.where);
    row("Also from", others(statement, index));
    if (statement.about.length)
      row("About", make("dd", { dir: "auto" }, ...statement.about.map((parts) =>
        make("div", {}, parts.filter(Boolean).join(" — ")))));
    row("Confidence", statement.confidence);
    row("Article", article(statement));
    return list;
  }

  function show(index) {
    const statement = KG.statements[index];
    const near = KG.order();
    const place = near.indexOf(index);
    const button = (words, label, action, disabled) => {
      const made = make("button", { type: "button", "aria-label": label, class: label === "Close" ? "close" : null }, words);
      made.disabled = Boolean(disabled);
      made.addEventListener("click", action);
      return made;
    };
    const key = make("p", { class: "key" }, "Marked: ", make("mark", {}, "the statement"), ", ",
      make("span", { class: "s" }, "its source"), ", ", make("span", { class: "c" }, "the words that link them"));
    panel.replaceChildren(
      make("nav", { "aria-label": "Statement" },
        button("← All statements", "Close", close),
        button("↑", "Previous statement", () => KG.emit("select", near[place - 1]), place <= 0),
        button("↓", "Next statement", () => KG.emit("select", near[place + 1]), place < 0 || place + 1 >= near.length)),
      make("h2", { id: "panel-title", tabindex: "-1" }, KG.glyph(statement.glyph),
        make("span", { dir: "auto" }, statement.name)),
      make("p", { class: "kind" }, statement.kind),
      words(statement, KG.documents[statement.doc].lang),
      key,
      facts(statement, index));
    panel.hidden = false;
    panel.scrollTop = 0;
    current = index;
    document.getElementById("panel-title").focus({ preventScroll: true });
  }

  function close() {
    KG.emit("select", null);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close();
  });
  KG.on("select", (index) => {
    if (index !== null) return show(index);
    if (panel.hidden) return;
    const inside = panel.contains(document.activeElement);
    panel.hidden = true;
    if (inside) KG.item(current).focus({ preventScroll: KG.narrow() });
  });
})();

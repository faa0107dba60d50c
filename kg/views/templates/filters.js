"use strict";
// The legend is the filter: what is not ticked is left out; nothing ticked leaves nothing out.
KG.filters = () => {
  const { make } = KG;
  const root = document.getElementById("keys");
  const boxes = [];
  const line = (classes) => {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg"), path = document.createElementNS(space, "path");
    svg.setAttribute("class", `line ${classes}`);
    svg.setAttribute("viewBox", "0 0 40 10");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", "M0 5H40");
    svg.append(path);
    return svg;
  };
  function group(title, name, values, sign, label) {
    const used = values.map((value, i) => [value, i]).filter(([, i]) => KG.page.used[name].includes(i));
    const set = make("fieldset", {}, make("legend", {}, title));
    for (const [value, i] of used) {
      const box = make("input", { type: "checkbox", name, value });
      const count = make("span", { class: "small" });
      boxes.push({ box, name, value, i, count });
      box.addEventListener("change", () =>
        KG.choose({ [name]: boxes.filter((b) => b.name === name && b.box.checked).map((b) => b.value), at: null }));
      set.append(make("label", {}, box, sign(value), label(value), " ", count));
    }
    root.append(set);
  }
  group("Sources", "kind", KG.glyphs, KG.glyph, (v) => KG.page.glyph_labels[v]);
  group("How the words are given", "form", KG.forms, (v) => line(v), (v) => KG.page.form_labels[v]);
  group("What the source does", "act", KG.acts, (v) => line(`tone-${KG.page.tones[v]}`), (v) => v);

  const rest = make("fieldset", {}, make("legend", {}, "Where, when, how sure"));
  const field = (label, name, control) => {
    control.name = name;
    control.addEventListener("change", () => KG.choose({ [name]: control.value, at: null }));
    rest.append(make("label", { class: "field" }, make("span", {}, label), control));
    return control;
  };
  const select = (pairs) => make("select", {}, ...pairs.map(([value, label]) => make("option", { value }, label)));
  const publishers = KG.publishers.map((name, i) => [String(i), name || "not known"])
    .sort((a, b) => a[1].localeCompare(b[1], "en"));
  const controls = {
    pub: field("Publisher", "pub", select([["", "all"], ...publishers])),
    doc: KG.documents.length > 300 ? null
      : field("Article", "doc", select([["", "all"], ...KG.documents.map((d, i) => [String(i), d[1] || d[0]])])),
    from: field("From", "from", make("input", { type: "date" })),
    to: field("Until", "to", make("input", { type: "date" })),
    sure: field("Confidence", "sure", select([["", "any"], ["50", "50 % or more"], ["70", "70 % or more"], ["80", "80 % or more"], ["90", "90 % or more"]])),
  };
  root.append(rest);
  const reset = document.getElementById("reset");
  const none = { kind: [], form: [], act: [], pub: "", doc: "", from: "", to: "", sure: "" };
  reset.addEventListener("click", () => KG.choose({ ...none, q: "", focus: [], at: null }));
  KG.on("found", ({ counts }) => {
    for (const { box, name, value, i, count } of boxes) {
      box.checked = KG.chosen[name].includes(value);
      count.textContent = KG.number(counts[name][i]);
    }
    for (const [name, control] of Object.entries(controls)) if (control) control.value = KG.chosen[name];
    const active = Object.keys(none).filter((name) => KG.chosen[name].length).length;
    document.getElementById("active").textContent = active ? ` (${active} in use)` : "";
    reset.hidden = !active && !KG.chosen.q && !KG.chosen.focus.length;
  });
};

"use strict";
// What the page knows, what is chosen (in the address too), and who wants to hear of it.
const KG = (() => {
  const listeners = {};
  const text = (id) => document.getElementById(id).textContent;
  return {
    home: { nodes: JSON.parse(text("nodes")), edges: JSON.parse(text("edges")) },
    nodes: [], edges: [],
    options: JSON.parse(text("options")),
    page: JSON.parse(text("page")),
    text,
    on: (event, listener) => (listeners[event] ||= []).push(listener),
    emit: (event, ...values) => (listeners[event] || []).forEach((listener) => listener(...values)),
    color: (name) =>
      getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim(),
    calm: () => matchMedia("(prefers-reduced-motion: reduce)").matches,
    narrow: () => matchMedia("(max-width: 860px)").matches,
  };
})();

// An element with text (never markup) and attributes; children may be null.
KG.make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value);
  }
  for (const child of children) if (child !== null && child !== undefined) element.append(child);
  return element;
};

KG.glyph = (name) => {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", `glyph ${name}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#glyph-${name}`);
  svg.append(use);
  return svg;
};

KG.day = (iso) => {
  if (!iso) return "";
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", options);
};
KG.number = (value) => value.toLocaleString("en");

// What is chosen. "focus" are the sources ("s12") and topics ("tbridge") that the picture is
// about, "at" is the statement that is read.
KG.chosen = { q: "", kind: [], form: [], act: [], pub: "", doc: "", from: "", to: "", sure: "",
  focus: [], depth: 1, at: null };
KG.fromAddress = () => {
  const given = new URLSearchParams(location.hash.slice(1));
  const many = (name) => given.getAll(name);
  const number = (value) => value !== null && /^\d+$/.test(value) ? Number(value) : null;
  const day = (value) => /^\d{4}-\d{2}-\d{2}$/.test(value || "") ? value : "";
  const at = number(given.get("at")), doc = number(given.get("doc")), pub = number(given.get("pub"));
  Object.assign(KG.chosen, {
    q: given.get("q") || "", kind: many("kind"), form: many("form"), act: many("act"),
    pub: pub !== null && pub < KG.publishers.length ? String(pub) : "",
    doc: doc !== null && doc < KG.documents.length ? String(doc) : "",
    from: day(given.get("from")), to: day(given.get("to")),
    sure: number(given.get("sure")) === null ? "" : given.get("sure"),
    focus: many("focus").filter((id) => id[0] === "t" || Number(id.slice(1)) < KG.sources.length),
    depth: given.get("depth") === "2" ? 2 : 1,
    at: at !== null && at < KG.count ? at : null,
  });
};
KG.toAddress = () => {
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(KG.chosen)) {
    if (name === "depth" && value === 1) continue;
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== "" && one !== null) written.append(name, one);
  }
  const hash = written.toString();
  if (hash === location.hash.slice(1)) return;
  try {
    history.replaceState(null, "", hash ? `#${hash}` : "#");
  } catch {
    // A page inside another one (a notebook) may have no address to write.
  }
};
KG.choose = (changes) => {
  Object.assign(KG.chosen, changes);
  KG.toAddress();
  if (Object.keys(changes).some((name) => name !== "at")) return KG.apply();
  KG.emit("select", KG.chosen.at);
  return null;
};

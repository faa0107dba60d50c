"use strict";
// What the page knows, and who wants to hear when something is chosen.
const KG = (() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const listeners = { select: [], filter: [], node: [] };
  return {
    nodes: read("nodes"),
    edges: read("edges"),
    options: read("options"),
    documents: read("documents"),
    statements: read("statements"),
    on: (event, listener) => listeners[event].push(listener),
    emit: (event, ...values) => listeners[event].forEach((listener) => listener(...values)),
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

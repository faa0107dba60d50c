"use strict";
// Pointing at words shows whose they are; pointing at a note shows its words. Without this script
// the numbers in the text still lead to the notes.
(() => {
  const hover = document.getElementById("hover");
  const marked = [...document.querySelectorAll(".text [data-a]")];
  const notes = new Map([...document.querySelectorAll(".notes li")].map((note) => [note.dataset.n, note]));
  const of = (element) => element.dataset.a.split(" ").filter(Boolean);
  const words = new Map();
  for (const element of marked)
    for (const number of of(element)) {
      if (!words.has(number)) words.set(number, []);
      words.get(number).push(element);
    }

  function light(number) {
    for (const element of document.querySelectorAll(".lit")) element.classList.remove("lit");
    if (number === null) return;
    for (const element of words.get(number) || []) element.classList.add("lit");
    notes.get(number)?.classList.add("lit");
  }
  function card(number, near) {
    const note = notes.get(number), lines = [...near.getClientRects()], box = lines[0];
    if (!note || !box) return;
    const { bottom } = lines.at(-1);
    const copy = note.querySelector("details").cloneNode(true);
    copy.open = true;
    hover.replaceChildren(...copy.childNodes);
    hover.hidden = false;
    const left = Math.min(Math.max(12, box.left), innerWidth - hover.offsetWidth - 12);
    const below = bottom + 10 + hover.offsetHeight < innerHeight;
    hover.style.left = `${left}px`;
    hover.style.top = `${below ? bottom + 10 : Math.max(8, box.top - hover.offsetHeight - 10)}px`;
  }
  function rest() {
    hover.hidden = true;
    light(null);
  }
  const target = (event) => event.target.closest?.(".text [data-a]");
  function show(event) {
    const element = target(event);
    if (!element || !of(element).length) return rest();
    const [number] = of(element);
    light(number);
    card(number, element);
  }
  const article = document.getElementById("article");
  article.addEventListener("pointerover", show);
  article.addEventListener("pointerleave", rest);
  article.addEventListener("focusin", show);
  article.addEventListener("focusout", rest);
  for (const [number, note] of notes) {
    note.addEventListener("pointerenter", () => light(number));
    note.addEventListener("pointerleave", () => light(null));
    note.addEventListener("focusin", (event) => { event.stopPropagation(); hover.hidden = true; light(number); });
  }
  function open() {
    const note = document.getElementById(location.hash.slice(1));
    if (note?.matches(".notes li")) note.querySelector("details").open = true;
  }
  addEventListener("hashchange", open);
  open();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") rest();
  });

  // A source that is chosen keeps its colours, the others lose theirs.
  const sources = [...document.querySelectorAll("button.source")];
  for (const button of sources)
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      for (const other of sources) other.setAttribute("aria-pressed", String(on && other === button));
      document.body.classList.toggle("chosen", on);
      for (const [number, note] of notes) {
        const theirs = on && note.dataset.source === button.dataset.source;
        note.classList.toggle("theirs", theirs);
      }
      for (const element of marked)
        element.classList.toggle("theirs", of(element).some((n) => notes.get(n)?.classList.contains("theirs")));
    });
})();

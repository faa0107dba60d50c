"use strict";
// The editor over the plain form, and the questions beside it. Nothing but this server is asked.
(() => {
  const endpoint = new URL("/sparql", location.href).href;
  const questions = new Map(JSON.parse(document.getElementById("questions").textContent)
    .map((question) => [question.name, question]));
  const plain = document.getElementById("plain");
  const Yasgui = window.Yasgui && (window.Yasgui.default || window.Yasgui);
  let open = (question) => { plain.elements.query.value = question.text; };

  if (Yasgui) {
    // The other completions ask prefix.cc and lov.linkeddata.es.
    Yasgui.Yasqe.defaults.autocompleters = ["variables"];
    // Words are what this is about: whole, and without the datatypes, unless somebody switches.
    const table = Yasgui.Yasr.plugins.table.prototype, draw = table.draw;
    table.draw = function (kept) { return draw.call(this, { compact: true, isEllipsed: false, ...kept }); };
    const editor = new Yasgui(document.getElementById("editor"), {
      requestConfig: { endpoint, method: "POST" },
      endpointCatalogueOptions: { getData: () => [] },
      copyEndpointOnNewTab: false,
      populateFromUrl: true,
      persistenceId: "kg",
      yasqe: { value: plain.elements.query.value, screenReaderLabel: "Query", createShortLink: undefined },
    });
    open = (question) => {
      editor.addTab(true, { name: question.title, yasqe: { value: question.text } }, { avoidDuplicateTabs: true });
      editor.getTab().query().catch(() => {}); // the answer's place says what failed
    };
    plain.hidden = true;
  }

  document.querySelector("body > nav").addEventListener("click", (event) => {
    const button = event.target.closest("button[data-name]");
    if (button) open(questions.get(button.dataset.name));
  });
  document.documentElement.dataset.ready = Yasgui ? "editor" : "plain";
})();

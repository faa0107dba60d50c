"use strict";
// What is visible as a file: the statements of the list (CSV, JSON), the picture (GEXF, PNG).
(() => {
  const { make } = KG;
  const COLUMNS = ["source", "kind", "cue", "claim", "form", "speech_act", "said_on", "confidence",
    "document", "title", "publisher", "published", "url"];
  const MOST = 1000; // statements asked for at a time
  async function* statements() {
    const { order } = KG.found;
    for (let start = 0; start < order.length; start += MOST)
      for (const { row, text, cue, said } of await KG.ask("briefs", [...order.subarray(start, start + MOST)])) {
        const article = KG.article(row), source = KG.column.source[row];
        const sure = KG.column.sure[row];
        yield { source: KG.sources[source], kind: KG.kinds[KG.kind[source]], cue, claim: text,
          form: KG.forms[KG.column.form[row]], speech_act: KG.acts[KG.column.act[row]], said_on: said || null,
          confidence: sure === 255 ? null : sure / 100, document: article.id, title: article.title || null,
          publisher: article.publisher || null, published: article.date || null, url: article.url || null };
      }
  }
  // A cell that begins like a formula would be run by spreadsheets (OWASP, CSV injection).
  const cell = (value) => {
    const text = value === null ? "" : String(value);
    const safe = typeof value === "string" && /^\s*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const xml = (text) => String(text).replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

  const makers = {
    async csv() {
      const lines = [COLUMNS.join(",")];
      for await (const row of statements()) lines.push(COLUMNS.map((name) => cell(row[name])).join(","));
      return new Blob([lines.join("\n"), "\n"], { type: "text/csv" });
    },
    async json() {
      const rows = [];
      for await (const row of statements()) rows.push(row);
      return new Blob([JSON.stringify(rows, null, 1), "\n"], { type: "application/json" });
    },
    async gexf() {
      const nodes = KG.nodes.map((node) => `<node id="${xml(node.id)}" label="${xml(node.lines.join(" "))}">` +
        `<attvalues><attvalue for="type" value="${xml(node.type)}"/></attvalues>` +
        `<viz:position x="${node.x}" y="${-node.y}"/></node>`);
      const edges = KG.edges.map((edge, i) => `<edge id="${i}" source="${xml(edge.from)}" target="${xml(edge.to)}" label="${xml(edge.type)}"/>`);
      return new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">` +
        `<graph defaultedgetype="directed"><attributes class="node"><attribute id="type" title="type" type="string"/></attributes>` +
        `<nodes>${nodes.join("")}</nodes><edges>${edges.join("")}</edges></graph></gexf>\n`], { type: "application/xml" });
    },
    png: () => new Promise((resolve) => {
      const drawn = document.querySelector("#network canvas");
      const copy = make("canvas", { width: drawn.width, height: drawn.height });
      const context = copy.getContext("2d");
      context.fillStyle = KG.colors.paper;
      context.fillRect(0, 0, copy.width, copy.height);
      context.drawImage(drawn, 0, 0);
      copy.toBlob(resolve);
    }),
  };
  for (const button of document.querySelectorAll("#exports button"))
    button.addEventListener("click", async () => {
      const kind = button.dataset.as;
      const address = URL.createObjectURL(await makers[kind]());
      make("a", { href: address, download: `statements.${kind}` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
      document.getElementById("told").textContent = `Wrote statements.${kind}.`;
    });
})();

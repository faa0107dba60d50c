"use strict";
// What the picture shows of sources and topics that are chosen: their statements, who passes on
// whom, the topics that join them; with depth 2 also what others say about these topics.
KG.ego = (() => {
  const LIMIT = 2000; // nodes in a picture, ever
  const MOST = { source: 48, topic: 60, perSource: 6, more: 14, topics: 26, around: 6 };

  const card = (id, name, glyph, named, note) => {
    const lines = KG.wrap(name, 20, 3);
    return { id, type: "source", glyph, named, lines, note, w: 226, h: 40 + 20 * lines.length };
  };
  function claimCard(found) {
    const { row } = found, form = KG.forms[KG.column.form[row]], act = KG.acts[KG.column.act[row]];
    const lines = KG.wrap(form === "direct" ? `“${found.text}”` : found.text, 38, 4);
    return { id: `c${KG.column.claim[row]}`, type: "claim", row, glyph: KG.glyphs[KG.glyph_of(row)], form,
      tone: KG.page.tones[act], act, cue: KG.wrap(found.cue, 32, 1)[0] || "",
      date: found.said ? KG.day(found.said).replace(/(\w{3})\w* (\d{4})$/, "$1 $2") : "",
      lines, w: 330, h: 44 + 21 * lines.length };
  }
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  return async (focus, depth) => {
    const allowed = (row) => KG.found.passes[row] === 1;
    const chosen = new Map(); // claim -> row
    const take = (rows, most, perSource = Infinity) => {
      const bySource = new Map();
      let taken = 0;
      for (const row of rows) {
        if (taken >= most || chosen.size >= LIMIT * 0.8) return;
        if (!allowed(row) || chosen.has(KG.column.claim[row])) continue;
        const source = KG.column.source[row], so = bySource.get(source) || 0;
        if (so >= perSource) continue;
        bySource.set(source, so + 1);
        chosen.set(KG.column.claim[row], row);
        taken += 1;
      }
    };
    const rowsOf = (source) => {
      const rows = [];
      for (let row = 0; row < KG.count; row += 1) if (KG.column.source[row] === source) rows.push(row);
      return rows;
    };
    for (const id of focus) {
      if (id[0] === "s") take(rowsOf(Number(id.slice(1))), MOST.source);
      else take(await KG.ask("topicRows", id.slice(1)), MOST.topic, MOST.perSource);
    }
    let briefs = await KG.ask("briefs", [...chosen.values()]);
    // Who passes on what is shown, and whom it passes on.
    take(briefs.flatMap((b) => [...b.by, ...b.on, ...b.others.map(([, row]) => row)]), 60);
    if (depth > 1) {
      const uses = new Map();
      for (const topic of briefs.flatMap((b) => b.topics)) uses.set(topic, (uses.get(topic) || 0) + 1);
      const top = [...uses].sort((a, b) => b[1] - a[1]).slice(0, MOST.around);
      for (const [topic] of top) take(await KG.ask("topicRows", topic), MOST.more, 3);
      for (const source of new Set(briefs.map((b) => KG.column.source[b.row]))) take(rowsOf(source), 3);
    }
    briefs = await KG.ask("briefs", [...chosen.values()]);

    const sources = new Map(), edges = [], nodes = new Map();
    for (const brief of briefs) {
      const node = claimCard(brief);
      nodes.set(node.id, node);
      const source = KG.column.source[brief.row];
      if (!sources.has(source)) sources.set(source, []);
      sources.get(source).push(node);
    }
    const groups = [...sources].map(([source, claims]) => {
      const count = KG.total[source], noun = count === 1 ? "statement" : "statements";
      const part = claims.length < count ? `${claims.length} of ${KG.number(count)} ${noun}` : `${count} ${noun}`;
      const node = card(`s${source}`, KG.sources[source], KG.glyphs[KG.glyph_index[source]], KG.named[source], part);
      nodes.set(node.id, node);
      return [node, claims];
    });
    const ranks = new Map(focus.map((id, i) => [id, i]));
    groups.sort((a, b) => (ranks.get(a[0].id) ?? 99) - (ranks.get(b[0].id) ?? 99) || b[1].length - a[1].length);

    const joined = new Map(), quiet = briefs.length > 24;
    for (const brief of briefs) {
      const { row } = brief, claim = `c${KG.column.claim[row]}`;
      edges.push({ type: "said", from: `s${KG.column.source[row]}`, to: claim,
        form: KG.forms[KG.column.form[row]], tone: KG.page.tones[KG.acts[KG.column.act[row]]] });
      for (const inner of brief.on) {
        const to = `s${KG.column.source[inner]}`;
        if (nodes.has(to) && to !== `s${KG.column.source[row]}`)
          edges.push({ type: "chain", from: KG.column.claim[inner] === KG.column.claim[row] ? `s${KG.column.source[row]}` : claim, to, quiet });
      }
      for (const [label, other] of brief.others) {
        const to = `c${KG.column.claim[other]}`;
        if (nodes.has(to) && claim < to) edges.push({ type: "other", from: claim, to, sign: KG.page.signs[label] });
      }
      for (const name of brief.topics) {
        const id = `t${fold(name)}`;
        if (!joined.has(id)) joined.set(id, { name, claims: new Set() });
        joined.get(id).claims.add(nodes.get(claim));
      }
    }
    const focused = new Set(focus.filter((id) => id[0] === "t").map((id) => `t${fold(id.slice(1))}`));
    const topics = [...joined].filter(([id, t]) => t.claims.size > 1 || focused.has(id))
      .sort((a, b) => focused.has(b[0]) - focused.has(a[0]) || b[1].claims.size - a[1].claims.size)
      .slice(0, Math.min(MOST.topics, LIMIT - nodes.size))
      .map(([id, { name, claims }]) => {
        const lines = KG.wrap(name, 22, 2);
        return { id, type: "entity", topic: name, lines, claims: [...claims],
          w: 44 + 8 * Math.max(...lines.map((line) => line.length)), h: 16 + 17 * lines.length };
      });
    for (const topic of topics) {
      nodes.set(topic.id, topic);
      for (const claim of topic.claims) edges.push({ type: "about", from: claim.id, to: topic.id, quiet });
    }
    KG.layout(groups, topics, edges.some((edge) => edge.type === "other") ? 110 : 0);
    return { nodes: [...nodes.values()], edges };
  };
})();

"use strict";
// The columns of all statements, the worker that has their words, and what the filters leave.
KG.load = async () => {
  const [index, bytes] = await Promise.all([unpackJson(KG.text("index")), unpack(KG.text("columns"))]);
  const { glyph, ...tables } = index; // KG.glyph draws one
  Object.assign(KG, tables, { glyph_index: glyph });
  const count = KG.count = KG.page.count;
  let at = 0;
  const column = (Type) => {
    const found = new Type(bytes.buffer, bytes.byteOffset + at, count);
    at += found.byteLength;
    return found;
  };
  KG.column = { source: column(Uint32Array), document: column(Uint32Array), claim: column(Uint32Array),
    day: column(Int32Array), act: column(Uint8Array), form: column(Uint8Array), sure: column(Uint8Array) };

  KG.total = new Uint32Array(KG.sources.length);
  for (const source of KG.column.source) KG.total[source] += 1;

  const script = new Blob([KG.text("worker")], { type: "text/javascript" });
  const worker = new Worker(URL.createObjectURL(script));
  const waiting = new Map();
  let number = 0;
  worker.onmessage = ({ data }) => {
    if ("progress" in data) return KG.emit("progress", data.progress);
    const { resolve, reject } = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.error) reject(new Error(data.error));
    else resolve(data.answer);
  };
  const packed = [...document.querySelectorAll("script.block")].map((element) => element.textContent);
  worker.postMessage({ start: { index, packed, rowDocument: KG.column.document, rowSource: KG.column.source } });
  KG.busy = () => waiting.size > 0;
  KG.ask = (ask, value) => new Promise((resolve, reject) => {
    waiting.set(number += 1, { resolve, reject });
    worker.postMessage({ id: number, ask, value });
  });
};

// The statements that the filters leave, by source (those with most first), and counts for the
// legend: how many statements there would be of each kind if only the other filters held.
KG.find = (match, focus) => {
  const { chosen, column, count } = KG;
  const set = (names, all) => names.length ? new Set(names.map((name) => all.indexOf(name))) : null;
  const wanted = { kind: set(chosen.kind, KG.glyphs), form: set(chosen.form, KG.forms), act: set(chosen.act, KG.acts) };
  const allowed = (name, size) => Uint8Array.from({ length: size }, (_, i) => !wanted[name] || wanted[name].has(i) ? 1 : 0);
  const kinds = allowed("kind", KG.glyphs.length), forms = allowed("form", KG.forms.length), acts = allowed("act", KG.acts.length);
  const day = (iso, none) => iso ? Math.floor(Date.parse(`${iso}T00:00:00Z`) / 864e5) : none;
  const from = day(chosen.from, -Infinity), to = day(chosen.to, Infinity), dated = chosen.from || chosen.to;
  const sure = chosen.sure === "" ? -1 : Number(chosen.sure);
  const pub = chosen.pub === "" ? -1 : Number(chosen.pub), doc = chosen.doc === "" ? -1 : Number(chosen.doc);
  const counts = { kind: new Uint32Array(KG.glyphs.length), form: new Uint32Array(KG.forms.length),
    act: new Uint32Array(KG.acts.length) };
  const perSource = new Uint32Array(KG.sources.length);
  const rows = new Uint32Array(count), passes = new Uint8Array(count);
  let found = 0;
  for (let row = 0; row < count; row += 1) {
    if (match && !match[row]) continue;
    const document = column.document[row];
    if (doc >= 0 && document !== doc) continue;
    if (pub >= 0 && KG.documents[document][2] !== pub) continue;
    if (dated && (column.day[row] === -2147483648 || column.day[row] < from || column.day[row] > to)) continue;
    if (sure >= 0 && (column.sure[row] === 255 || column.sure[row] < sure)) continue;
    const kind = KG.glyph_of(row), form = column.form[row], act = column.act[row];
    const yes = kinds[kind] + forms[form] + acts[act];
    if (yes === 3) passes[row] = 1;
    if (yes < 2 || (focus && !focus[row])) continue;
    if (yes === 3 || !kinds[kind]) counts.kind[kind] += 1;
    if (yes === 3 || !forms[form]) counts.form[form] += 1;
    if (yes === 3 || !acts[act]) counts.act[act] += 1;
    if (yes < 3) continue;
    rows[found] = row;
    found += 1;
    perSource[column.source[row]] += 1;
  }
  const ranked = [...perSource.keys()].filter((s) => perSource[s]).sort((a, b) => perSource[b] - perSource[a]);
  const place = new Uint32Array(KG.sources.length);
  let start = 0;
  for (const source of ranked) {
    place[source] = start;
    start += perSource[source];
  }
  const order = new Uint32Array(found);
  for (let i = 0; i < found; i += 1) order[place[column.source[rows[i]]]++] = rows[i];
  return { order, perSource, counts, passes };
};
KG.glyph_of = (row) => KG.glyph_index[KG.column.source[row]];
// Where a source without a name occurs, since others may be described by the same words.
KG.where = (source) => {
  if (KG.within[source] < 0) return "";
  const [id, , publisher, , date] = KG.documents[KG.within[source]];
  return [KG.publishers[publisher] || id, date && KG.day(date)].filter(Boolean).join(", ");
};
KG.article = (row) => {
  const [id, title, publisher, author, date, url, lang] = KG.documents[KG.column.document[row]];
  return { id, title, publisher: KG.publishers[publisher], author, date, url, lang };
};

// Everything that follows from what is chosen. A later choice overtakes an earlier one; KG.applied
// is when what the latest leads to has been found.
KG.apply = (() => {
  let latest = 0;
  const bits = (rows) => {
    const found = new Uint8Array(KG.count);
    for (const row of rows) found[row] = 1;
    return found;
  };
  const follow = async () => {
    const mine = latest += 1;
    const { q, focus } = KG.chosen;
    const match = q.trim() ? await KG.ask("search", q) : null;
    const last = focus.at(-1);
    let about = null;
    if (last?.[0] === "t") about = bits(await KG.ask("topicRows", last.slice(1)));
    else if (last) about = KG.column.source.map((source) => source === Number(last.slice(1)) ? 1 : 0);
    if (mine !== latest) return;
    const started = performance.now();
    KG.match = match;
    KG.found = KG.find(match, about);
    KG.emit("found", KG.found);
    KG.emit("select", KG.chosen.at);
    KG.took = performance.now() - started;
  };
  return () => KG.applied = follow();
})();

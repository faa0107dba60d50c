// Words of statements: unpacks a block when a statement in it is asked for, all of them for the
// first search. Runs beside the page, so that typing and scrolling never wait for it.
const FIELDS = ["content", "source", "cue", "statement", "kind", "how", "evidence", "time", "to", "in",
  "where", "said", "by", "on", "about", "others", "topics"];
const AROUND = 200;
let index = null, packed = [], rowDocument = null, rowSource = null;
const opened = new Map();
let texts = null, topics = null, preparing = null;

const fold = (text) => /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase()
  : text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

async function block(number) {
  if (!opened.has(number)) opened.set(number, unpackJson(packed[number]).then((found) => {
    found.windows = new Map(found.texts);
    return found;
  }));
  return opened.get(number);
}
function blockOf(row) {
  let low = 0, high = index.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (index.starts[middle] <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}
async function entry(row) {
  const number = blockOf(row);
  const found = await block(number);
  const values = found.rows[row - index.starts[number]];
  const made = Object.fromEntries(FIELDS.map((name, i) => [name, values[i]]));
  made.windows = found.windows.get(rowDocument[row]);
  return made;
}
// Offsets count code points, strings of JavaScript count UTF-16 units.
function slice(text, start, end) {
  return /[\ud800-\udfff]/.test(text) ? [...text].slice(start, end).join("") : text.slice(start, end);
}
const length = (text) => /[\ud800-\udfff]/.test(text) ? [...text].length : text.length;
function cut(windows, start, end) {
  for (const [first, text] of windows)
    if (first <= start && end <= first + length(text)) return slice(text, start - first, end - first);
  return "";
}
const pairs = (flat) => flat.filter((_, i) => i % 2 === 0).map((start, i) => [start, flat[2 * i + 1]]);
const words = (windows, flat) => pairs(flat).map(([s, e]) => cut(windows, s, e)).join(" … ");

// What lists and cards show of a statement.
async function brief(row) {
  const found = await entry(row);
  return { row, text: words(found.windows, found.statement), cue: words(found.windows, found.cue),
    said: found.said, topics: found.topics, on: found.on, by: found.by,
    others: found.others.map(([label, other]) => [label, other]) };
}
// Everything about a statement, for the panel.
async function full(row) {
  const found = await entry(row);
  const text = (name) => words(found.windows, found[name]);
  const others = await Promise.all(found.others.map(async ([label, other, why]) =>
    ({ label, row: other, why, text: (await brief(other)).text })));
  return { row, text: text("statement"), cue: text("cue"), words: text("source"), kind: found.kind,
    how: found.how, said: found.said, when: text("time"), to: text("to"), in: text("in"),
    where: text("where"), by: found.by, on: found.on, about: found.about, topics: found.topics, others,
    quote: text("content"), offsets: pairs(found.content).map((pair) => pair.join("–")).join(", "),
    evidence: pairs(found.evidence).map(([s, e]) => [cut(found.windows, s, e), `${s}–${e}`]),
    context: context(found) };
}
// The words around a statement, in pieces that know their role: s source, c cue, q quote.
function context(found) {
  const roles = { s: pairs(found.source), c: pairs(found.cue), q: pairs(found.content) };
  const shown = Object.values(roles).flat().sort((a, b) => a[0] - b[0]);
  const near = [];
  for (const [start, end] of shown) {
    const last = near.at(-1);
    if (last && start - AROUND <= last[1]) last[1] = Math.max(last[1], end + AROUND);
    else near.push([start - AROUND, end + AROUND]);
  }
  const pieces = [];
  for (const [from, to] of near)
    for (const [first, text] of found.windows) {
      const last = first + length(text);
      if (last <= from || first >= to) continue;
      const inside = shown.filter(([s, e]) => first <= s && e <= last && s >= from && e <= to);
      if (!inside.length) continue;
      let start = Math.max(from, first), end = Math.min(to, last);
      const low = inside[0][0], high = Math.max(...inside.map((span) => span[1]));
      const whole = slice(text, start - first, end - first);
      if (start < low && start > 0) start += Math.min(low - start, Math.max(0, whole.search(/\s/) + 1));
      if (end > high) end -= Math.min(end - high, (whole.match(/\S*$/)[0] || "").length);
      if (pieces.length || start > 0) pieces.push(["[…]", "gap"]);
      const cuts = [...new Set([start, end, ...inside.flat()])].filter((c) => c >= start && c <= end)
        .sort((a, b) => a - b);
      for (let i = 0; i + 1 < cuts.length; i += 1) {
        const has = Object.keys(roles).filter((r) => roles[r].some(([s, e]) => s <= cuts[i] && cuts[i] < e));
        pieces.push([slice(text, cuts[i] - first, cuts[i + 1] - first), has.join("")]);
      }
      pieces.push(["[…]", "gap"]);
    }
  return pieces.filter((piece, i) => !(piece[1] === "gap" && pieces[i - 1]?.[1] === "gap"));
}

// All words in one pass: what a search looks through, and which statements are about what.
function prepare() {
  preparing ||= (async () => {
    const made = [], about = new Map();
    for (let number = 0; number < packed.length; number += 1) {
      const found = await block(number);
      found.rows.forEach((values, i) => {
        const row = index.starts[number] + i;
        const windows = found.windows.get(rowDocument[row]);
        const article = index.documents[rowDocument[row]];
        made.push(fold([words(windows, values[3]), index.sources[rowSource[row]], words(windows, values[1]),
          words(windows, values[2]), article[1], index.publishers[article[2]], article[0],
          ...values[16]].join("\n")));
        for (const name of values[16]) {
          const key = fold(name);
          if (!about.has(key)) about.set(key, { name, rows: [] });
          about.get(key).rows.push(row);
        }
      });
      if (number % 4 === 3) postMessage({ progress: (number + 1) / packed.length });
    }
    texts = made;
    topics = about;
    postMessage({ progress: 1 });
  })();
  return preparing;
}
async function search(query) {
  await prepare();
  const wanted = fold(query).split(/\s+/).filter(Boolean);
  const found = new Uint8Array(texts.length);
  for (let row = 0; row < texts.length; row += 1)
    found[row] = wanted.every((word) => texts[row].includes(word)) ? 1 : 0;
  return found;
}
function best(names, query, most) {
  const found = [];
  for (let i = 0; i < names.length; i += 1) {
    const at = fold(names[i][0]).indexOf(query);
    if (at >= 0) found.push([at > 0, -names[i][1], names[i]]);
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, most).map((item) => item[2]);
}
let sourceNames = null, titles = null;
function suggest(query) {
  const wanted = fold(query).trim();
  if (!sourceNames) {
    const counts = new Uint32Array(index.sources.length), articles = new Uint32Array(index.documents.length);
    for (const source of rowSource) counts[source] += 1;
    for (const document of rowDocument) articles[document] += 1;
    sourceNames = index.sources.map((name, i) => [name, counts[i], i]);
    titles = index.documents.map((d, i) => [d[1] || d[0], articles[i], i]);
  }
  prepare();
  const named = topics ? [...topics.values()].map(({ name, rows }) => [name, rows.length, name]) : [];
  return { source: best(sourceNames, wanted, 5), topic: best(named, wanted, 5), document: best(titles, wanted, 3) };
}
async function topicRows(name) {
  await prepare();
  return Uint32Array.from(topics.get(fold(name))?.rows || []);
}
const asked = { briefs: (rows) => Promise.all(rows.map(brief)), full, search, suggest, topicRows, prepare };
onmessage = async ({ data }) => {
  if (data.start) {
    ({ index, packed, rowDocument, rowSource } = data.start);
    return;
  }
  try {
    const answer = await asked[data.ask](data.value);
    postMessage({ id: data.id, answer });
  } catch (error) {
    postMessage({ id: data.id, error: String(error) });
  }
};

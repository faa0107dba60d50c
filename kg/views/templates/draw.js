"use strict";
// How a node looks on the canvas. Sizes and line breaks come from the layout; maxWidth keeps
// every line inside its box whatever the font.
KG.palette = () => {
  const names = [
    "paper", "card", "ink", "muted", "rule", "accent", "shadow", "government", "media", "person",
    "organisation", "document", "group", "unknown", "says", "against", "asks", "will", "silent",
    "serif", "sans",
  ];
  KG.colors = Object.fromEntries(names.map((name) => [name, KG.color(name)]));
};

KG.draw = (() => {
  const SMALLEST = 0.28; // below this zoom there are coloured bricks instead of text

  const zoom = (c) => c.getTransform().a / devicePixelRatio;

  const shapes = {
    person: (c) => c.arc(10, 10, 8, 0, 7),
    government: (c) => c.roundRect(2.5, 2.5, 15, 15, 1.5),
    media: (c) => path(c, [10, 1, 19, 10, 10, 19, 1, 10]),
    organisation: (c) => path(c, [5.5, 2.2, 14.5, 2.2, 19, 10, 14.5, 17.8, 5.5, 17.8, 1, 10]),
    document: (c) => path(c, [3.5, 1.5, 12, 1.5, 16.5, 6, 16.5, 18.5, 3.5, 18.5]),
    group: (c) => path(c, [10, 2, 19, 18, 1, 18]),
    unknown: (c) => c.arc(10, 10, 7, 0, 7),
  };
  function path(c, points) {
    for (let i = 0; i < points.length; i += 2) c.lineTo(points[i], points[i + 1]);
    c.closePath();
  }
  function glyph(c, name, x, y) {
    c.save();
    c.translate(x, y);
    c.beginPath();
    shapes[name](c);
    if (name === "unknown") {
      c.setLineDash([4, 3]);
      c.lineWidth = 2.5;
      c.strokeStyle = KG.colors.unknown;
      c.stroke();
    } else {
      c.fillStyle = KG.colors[name];
      c.fill();
    }
    c.restore();
  }
  function box(c, node, radius) {
    c.beginPath();
    c.roundRect(node.x - node.w / 2, node.y - node.h / 2, node.w, node.h, radius);
  }
  function text(c, words, x, y, font, color, most, align = "left") {
    c.font = font;
    c.fillStyle = color;
    c.textAlign = align;
    c.textBaseline = "alphabetic";
    c.fillText(words, x, y, most);
  }
  function surface(c, node, radius, fill, border, strong) {
    if (zoom(c) > 0.35) { // blurring hundreds of shadows is slow, and there they are not seen
      c.shadowColor = KG.colors.shadow;
      c.shadowBlur = strong ? 18 : 7;
      c.shadowOffsetY = 2;
    }
    box(c, node, radius);
    c.fillStyle = fill;
    c.fill();
    c.shadowColor = "transparent";
    c.lineWidth = strong ? 2.5 : 1;
    c.strokeStyle = border;
    c.stroke();
  }

  function source(c, node, strong) {
    const color = KG.colors[node.glyph];
    surface(c, node, 14, KG.colors.card, color, strong);
    c.save();
    c.globalAlpha *= 0.1;
    box(c, node, 14);
    c.fillStyle = color;
    c.fill();
    c.restore();
    const left = node.x - node.w / 2, top = node.y - node.h / 2;
    glyph(c, node.glyph, left + 13, top + 12);
    const style = node.named ? "600" : "italic 500";
    node.lines.forEach((line, i) =>
      text(c, line, left + 42, top + 27 + 20 * i, `${style} 15.5px ${KG.colors.sans}`,
        KG.colors.ink, node.w - 52));
    text(c, node.note, left + 42, top + node.h - 11, `12.5px ${KG.colors.sans}`,
      KG.colors.muted, node.w - 52);
  }

  function claim(c, node, strong) {
    surface(c, node, 8, KG.colors.card, strong ? KG.colors.accent : KG.colors.rule, strong);
    const left = node.x - node.w / 2, top = node.y - node.h / 2;
    c.beginPath();
    c.setLineDash(dashes[node.form]);
    c.lineWidth = 4;
    c.strokeStyle = KG.colors[node.tone];
    c.moveTo(left + 5, top + 9);
    c.lineTo(left + 5, top + node.h - 9);
    c.stroke();
    c.setLineDash([]);
    const small = `500 12.5px ${KG.colors.sans}`;
    const tone = node.tone === "says" ? KG.colors.muted : KG.colors[node.tone];
    const act = node.tone === "says" ? node.cue : `${node.cue} (${node.act})`;
    text(c, act, left + 19, top + 22, small, tone, node.w - (node.date ? 120 : 34));
    if (node.date) text(c, node.date, left + node.w - 13, top + 22, small, KG.colors.muted, 90, "right");
    node.lines.forEach((line, i) =>
      text(c, line, left + 19, top + 45 + 21 * i, `15.5px ${KG.colors.serif}`,
        KG.colors.ink, node.w - 32));
  }

  function entity(c, node, strong) {
    box(c, node, Math.min(18, node.h / 2));
    c.fillStyle = KG.colors.paper;
    c.fill();
    c.lineWidth = strong ? 2.5 : 1.2;
    c.strokeStyle = strong ? KG.colors.accent : KG.colors.muted;
    c.stroke();
    const top = node.y - node.h / 2;
    node.lines.forEach((line, i) =>
      text(c, line, node.x, top + 21 + 17 * i, `500 14px ${KG.colors.sans}`,
        KG.colors.ink, node.w - 22, "center"));
  }

  // A source and a topic in the overview: names only, sized to be read together.
  function hub(c, node, strong) {
    const color = KG.colors[node.glyph];
    surface(c, node, 9, KG.colors.card, color, strong);
    const left = node.x - node.w / 2, top = node.y - node.h / 2;
    glyph(c, node.glyph, left + 10, node.y - 10);
    const style = node.named ? "600" : "italic 500";
    node.lines.forEach((line, i) =>
      text(c, line, left + 36, top + 20 + 19 * i, `${style} 15px ${KG.colors.sans}`, KG.colors.ink, node.w - 42));
    if (node.note) text(c, node.note, left + 36, top + node.h - 9, `12px ${KG.colors.sans}`, KG.colors.muted, node.w - 42);
  }
  function topic(c, node, strong) {
    box(c, node, 13);
    c.fillStyle = KG.colors.paper;
    c.fill();
    c.lineWidth = strong ? 2.5 : 1;
    c.strokeStyle = strong ? KG.colors.accent : KG.colors.muted;
    c.stroke();
    text(c, node.lines[0], node.x, node.y + 5, `13.5px ${KG.colors.sans}`, KG.colors.ink, node.w - 16, "center");
  }
  function speaks(c, edge, from, to) {
    const lit = KG.lit && KG.lit.has(edge.from) && KG.lit.has(edge.to);
    c.save();
    c.globalAlpha = lit ? 0.9 : KG.lit ? 0.06 : 0.34;
    c.strokeStyle = KG.colors[from.glyph];
    c.lineWidth = Math.min(6, 1 + Math.log2(edge.weight));
    c.beginPath();
    c.moveTo(from.x, from.y);
    c.lineTo(to.x, to.y);
    c.stroke();
    c.restore();
  }
  // That two statements contradict each other, agree, or differ on different days: a line with a sign.
  function other(c, edge, from, to) {
    const lit = KG.lit && KG.lit.has(edge.from) && KG.lit.has(edge.to);
    if (edge.sign === "→" && !lit) return; // what follows each other shows when it is pointed at
    const color = KG.colors[{ "≠": "against", "=": "will" }[edge.sign] || "silent"];
    const x1 = from.x + from.w / 2, x2 = to.x + to.w / 2;
    const far = Math.max(x1, x2) + 22 + Math.min(140, Math.abs(from.y - to.y) / 5); // apart from each other
    c.save();
    c.globalAlpha = KG.lit && !lit ? 0.15 : 1;
    c.strokeStyle = c.fillStyle = color;
    c.lineWidth = 2.5;
    c.beginPath();
    c.moveTo(x1, from.y);
    c.bezierCurveTo(far, from.y, far, to.y, x2, to.y);
    c.stroke();
    const x = x1 / 8 + far * 0.75 + x2 / 8, y = (from.y + to.y) / 2;
    c.beginPath();
    c.arc(x, y, 10, 0, 7);
    c.fill();
    text(c, edge.sign, x, y + 5, `600 15px ${KG.colors.sans}`, KG.colors.card, 20, "center");
    c.restore();
  }

  const dashes = { direct: [], mixed: [10, 5], indirect: [2, 4.5] };
  function curve(c, x1, y1, x2, y2, bend1, bend2) {
    c.beginPath();
    c.moveTo(x1, y1);
    c.bezierCurveTo(x1 + bend1, y1, x2 - bend2, y2, x2, y2);
    c.stroke();
  }
  function arrow(c, x, y) {
    c.setLineDash([]);
    c.beginPath();
    c.moveTo(x, y);
    c.lineTo(x - 9, y - 4.5);
    c.lineTo(x - 9, y + 4.5);
    c.fill();
  }
  // From the right edge of one box to the left edge of the other; between sources that stand
  // below each other around their left edges.
  KG.edge = (c, edge, from, to) => {
    if (edge.type === "speaks") return speaks(c, edge, from, to);
    if (edge.type === "other") return other(c, edge, from, to);
    const lit = !KG.lit || (KG.lit.has(edge.from) && KG.lit.has(edge.to));
    // What would lead back to the left, across the cards, shows only when it is pointed at.
    const back = edge.type === "about" && to.x < from.x;
    if ((edge.quiet || back) && !(KG.lit && lit)) return;
    const color = { said: KG.colors[edge.tone], about: KG.colors.muted, chain: KG.colors.ink };
    c.save();
    c.globalAlpha = { said: 0.9, about: 0.45, chain: 0.7 }[edge.type] * (lit ? 1 : 0.13);
    c.lineWidth = { said: 2, about: 1, chain: 1.5 }[edge.type];
    c.strokeStyle = c.fillStyle = color[edge.type];
    c.setLineDash(edge.type === "chain" ? [7, 4, 2, 4] : dashes[edge.form] || []);
    const below = edge.type === "chain" && from.type === "source";
    const far = zoom(c) < SMALLEST && !KG.lit && to.x - from.x > 600;
    if (far) c.globalAlpha *= 0.2; // lines to a second column would cover the first one
    const x1 = from.x + (below || back ? -from.w : from.w) / 2;
    const x2 = to.x + (back ? to.w : -to.w) / 2;
    const bend = below ? -34 : Math.max(36, Math.abs(x2 - x1) / 2) * (back ? -1 : 1);
    curve(c, x1, from.y, x2, to.y, bend, below ? 34 : bend);
    if (edge.type === "chain") arrow(c, x2, to.y);
    c.restore();
  };

  // Seen from far: a brick in the colour of its source; a source is its glyph, KG.names names it.
  function brick(c, node, strong) {
    if (node.type === "source") {
      const size = 0.62 / zoom(c);
      c.translate(node.x - node.w / 2, node.y - 10 * size);
      c.scale(size, size);
      return glyph(c, node.glyph, 0, 0);
    }
    const alpha = c.globalAlpha;
    box(c, node, 6);
    c.fillStyle = KG.colors[node.glyph];
    c.globalAlpha = alpha * (strong ? 0.6 : 0.28);
    c.fill();
    if (node.tone === "says") return;
    c.globalAlpha = alpha;
    c.fillStyle = KG.colors[node.tone];
    c.fillRect(node.x - node.w / 2, node.y - node.h / 2, 16, node.h);
  }

  const kinds = { source, claim, entity, hub, topic };
  // Names of sources over the bricks, at a size that can be read, the largest sources first; a
  // name that would cover another one is left out, as on a map.
  KG.names = (c) => {
    const scale = zoom(c);
    if (scale >= SMALLEST) return;
    const size = 12 / scale, taken = [];
    c.save();
    c.font = `600 ${size}px ${KG.colors.sans}`;
    c.textBaseline = "middle";
    c.lineJoin = "round";
    c.lineWidth = 4 / scale;
    c.strokeStyle = KG.colors.paper;
    c.fillStyle = KG.colors.ink;
    for (const node of KG.nodes) {
      if (node.type === "claim" || (KG.lit && !KG.lit.has(node.id))) continue;
      const name = node.lines.join(" ");
      const words = name.length > 26 ? `${name.slice(0, 25).trim()}…` : name;
      const x = node.x - node.w / 2 + (node.glyph ? 17 / scale : 0), wide = c.measureText(words).width, high = size * 1.2;
      const hit = (o) => x < o.x + o.wide && o.x < x + wide && Math.abs(o.y - node.y) < high;
      if (taken.some(hit)) continue;
      taken.push({ x, y: node.y, wide });
      c.strokeText(words, x, node.y);
      c.fillText(words, x, node.y);
    }
    c.restore();
  };

  // The function that vis-network calls for a node with shape "custom".
  return (node) => ({ ctx, state }) => ({
    drawNode() {
      const lit = !KG.lit || KG.lit.has(node.id);
      ctx.save();
      ctx.globalAlpha = lit ? 1 : 0.38;
      const look = zoom(ctx) < SMALLEST && (node.type === "source" || node.type === "claim") ? brick : kinds[node.type];
      look(ctx, node, node.id === KG.focus || state.hover);
      ctx.restore();
    },
    nodeDimensions: { width: node.w, height: node.h },
  });
})();

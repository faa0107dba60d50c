"use strict";
// Cards of what is chosen: every source with its statements stacked beside it, in strips; topics
// to the right. As in Python for the first picture; nothing overlaps.
KG.layout = (() => {
  const SOURCE = 226, CLAIM = 330, GAP_X = 60, GAP_Y = 14, BLOCK = 40, STRIP = 68, COLUMN = 900, ASPECT = 1.5;

  const wide = (text) => text.length + (text.match(/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/gu) || []).length;
  KG.wrap = (text, columns, most) => {
    const lines = [];
    let line = "";
    const pieces = text.split(/\s+/).filter(Boolean)
      .flatMap((word) => word.match(new RegExp(`.{1,${columns}}`, "gsu")) || []);
    for (const word of pieces) {
      const longer = line ? `${line} ${word}` : word;
      if (wide(longer) <= columns) line = longer;
      else if (lines.length + 1 === most) return [...lines, `${[...longer].slice(0, columns - 1).join("").replace(/\s+\S*$/, "")}…`];
      else {
        lines.push(line);
        line = word;
      }
    }
    return line ? [...lines, line] : lines;
  };
  const stacked = (nodes) => nodes.reduce((sum, node) => sum + node.h + GAP_Y, -GAP_Y);

  function stack(nodes, left, top, width) {
    for (const node of nodes) {
      node.x = left + width / 2;
      node.y = top + node.h / 2;
      top += node.h + GAP_Y;
    }
  }
  function columnsOf(claims) {
    const number = Math.max(1, Math.ceil(stacked(claims) / COLUMN));
    const wanted = stacked(claims) / number, columns = [[]];
    let height = 0;
    for (const claim of claims) {
      if (height >= wanted) {
        columns.push([]);
        height = 0;
      }
      columns.at(-1).push(claim);
      height += claim.h + GAP_Y;
    }
    return columns;
  }
  function arrange(blocks, number) {
    const strips = Array.from({ length: number }, () => ({ blocks: [], height: 0, width: 0 }));
    for (const block of blocks) {
      const strip = strips.reduce((a, b) => (b.height < a.height ? b : a));
      strip.blocks.push(block);
      strip.height += block.height + BLOCK;
      strip.width = Math.max(strip.width, block.width);
    }
    const width = strips.reduce((sum, strip) => sum + strip.width + STRIP, 0);
    return { strips, badness: Math.abs(Math.log(width / Math.max(...strips.map((s) => s.height)) / ASPECT)) };
  }
  // "groups" are [source node, claim nodes], "topics" topic nodes with the claims that they join.
  return (groups, topics, aside) => {
    const blocks = groups.map(([source, claims]) => {
      const columns = columnsOf(claims);
      return { source, columns, height: Math.max(source.h, ...columns.map(stacked)),
        width: SOURCE + columns.length * (GAP_X + CLAIM) };
    });
    let best = arrange(blocks, 1);
    for (let number = 2; number <= Math.min(blocks.length, 12); number += 1) {
      const next = arrange(blocks, number);
      if (next.badness < best.badness) best = next;
    }
    let left = 0;
    for (const strip of best.strips) {
      let top = -strip.height / 2;
      for (const block of strip.blocks) {
        stack([block.source], left, top + (block.height - block.source.h) / 2, SOURCE);
        block.columns.forEach((column, i) =>
          stack(column, left + SOURCE + GAP_X + i * (CLAIM + GAP_X), top + (block.height - stacked(column)) / 2, CLAIM));
        top += block.height + BLOCK;
      }
      left += strip.width + STRIP;
    }
    left += aside;
    const middle = (topic) => topic.claims.reduce((sum, claim) => sum + claim.y, 0) / (topic.claims.length || 1);
    const column = topics.slice().sort((a, b) => middle(a) - middle(b));
    const width = Math.max(0, ...column.map((topic) => topic.w));
    stack(column, left, -stacked(column) / 2, width);
  };
})();

"use strict";
// The picture: vis-network shows what the layout has placed; hovering and choosing lights a
// node and its neighbours.
(() => {
  const container = document.getElementById("network");
  const neighbours = new Map(KG.nodes.map((node) => [node.id, new Set([node.id])]));
  for (const edge of KG.edges) {
    neighbours.get(edge.from).add(edge.to);
    neighbours.get(edge.to).add(edge.from);
  }
  KG.palette();
  const nodes = new vis.DataSet(KG.nodes.map((node) =>
    ({ id: node.id, x: node.x, y: node.y, shape: "custom", ctxRenderer: KG.draw(node) })));
  // The edges are drawn here, not by vis-network: its curves run from centre to centre and
  // would come out from behind other cards.
  const network = new vis.Network(container, { nodes, edges: [] }, KG.options);
  const byId = new Map(KG.nodes.map((node) => [node.id, node]));
  network.on("beforeDrawing", (context) => {
    for (const edge of KG.edges)
      KG.edge(context, edge, byId.get(edge.from), byId.get(edge.to));
  });
  network.on("afterDrawing", KG.names);
  KG.network = network;
  document.getElementById("loading").remove();
  const frame = container.querySelector(".vis-network");
  if (frame) frame.tabIndex = -1; // the list is what the keyboard uses

  let filtered = null; // ids that the search leaves, or null
  function light(set) {
    KG.lit = set;
    network.redraw();
  }
  function rest() {
    if (KG.focus) light(neighbours.get(KG.focus));
    else light(filtered);
  }

  network.on("hoverNode", ({ node }) => {
    container.style.cursor = "pointer";
    if (!KG.focus && !filtered) light(neighbours.get(node));
  });
  network.on("blurNode", () => {
    container.style.cursor = "";
    rest();
  });
  network.on("click", ({ nodes: [id] }) => {
    if (id === undefined) {
      KG.emit("select", null);
      KG.emit("node", null);
      return;
    }
    const index = KG.statements.findIndex((statement) => statement.claim === id);
    if (index >= 0) KG.emit("select", index);
    else KG.emit("node", KG.nodes.find((node) => node.id === id));
  });

  KG.on("select", (index) => {
    const chosen = index === null ? null : KG.statements[index].claim;
    KG.focus = neighbours.has(chosen) ? chosen : null;
    rest();
    if (KG.focus) show(neighbours.get(KG.focus));
  });
  KG.on("filter", (indices) => {
    filtered = null;
    if (indices) {
      filtered = new Set();
      for (const index of indices)
        for (const id of [KG.statements[index].claim, KG.statements[index].source])
          if (neighbours.has(id)) filtered.add(id);
    }
    rest();
  });

  // Room for the buttons below the picture is kept free (pixels).
  const MARGIN = { side: 22, top: 20, bottom: 66 };
  function box(nodes) {
    const low = (axis, size) => Math.min(...nodes.map((node) => node[axis] - node[size] / 2));
    const high = (axis, size) => Math.max(...nodes.map((node) => node[axis] + node[size] / 2));
    return { left: low("x", "w"), right: high("x", "w"), top: low("y", "h"), bottom: high("y", "h") };
  }
  function fitting({ left, right, top, bottom }, spare) {
    const wide = container.clientWidth - 2 * MARGIN.side - spare;
    const high = container.clientHeight - MARGIN.top - MARGIN.bottom;
    return Math.min(1, wide / (right - left), high / (bottom - top));
  }
  function move({ left, right, top, bottom }, scale, spare, animation) {
    const x = (left + right) / 2 + spare / 2 / scale;
    const y = (top + bottom) / 2 + (MARGIN.bottom - MARGIN.top) / 2 / scale;
    network.moveTo({ position: { x, y }, scale, animation });
  }
  const gently = () => !KG.calm() && { duration: 350, easingFunction: "easeInOutQuad" };
  function all(animation) {
    if (!KG.nodes.length) return;
    const whole = box(KG.nodes);
    const spare = fitting(whole, 0) < 0.28 ? 60 : 0; // from far, names stand out of their boxes
    move(whole, fitting(whole, spare), spare, animation);
  }
  // A claim with its neighbours when they fit at a size that can be read, else the claim alone.
  function show(ids) {
    const together = box([...ids].map((id) => byId.get(id)));
    const scale = Math.max(fitting(together, 0), KG.narrow() ? 0.5 : 0.62);
    const fits = scale <= fitting(together, 0);
    move(fits ? together : box([byId.get(KG.focus)]), scale, 0, gently());
  }
  // On a narrow screen the whole would be too small to read: the first source and its claims.
  function home() {
    if (!KG.narrow() || !KG.nodes.length) return all(false);
    const scale = 0.6;
    const first = KG.nodes[0];
    const x = first.x - first.w / 2 + (container.clientWidth / 2 - 14) / scale;
    network.moveTo({ position: { x, y: first.y }, scale, animation: false });
  }
  const zoom = (factor) => () =>
    network.moveTo({ scale: network.getScale() * factor, animation: !KG.calm() && { duration: 150 } });
  document.getElementById("zoom-in").addEventListener("click", zoom(1.35));
  document.getElementById("zoom-out").addEventListener("click", zoom(1 / 1.35));
  document.getElementById("zoom-all").addEventListener("click", () => {
    all(gently());
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    KG.palette();
    network.redraw();
  });
  document.getElementById("legend").open = innerHeight > 1000 && !KG.narrow();
  home();
})();

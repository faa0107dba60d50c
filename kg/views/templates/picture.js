"use strict";
// The picture: vis-network shows what the layout has placed; hovering and choosing lights a
// node and its neighbours, a click on a source or topic adds what belongs to it.
KG.picture = () => {
  const container = document.getElementById("network");
  const back = document.getElementById("back");
  const depth = document.getElementById("depth");
  const notice = container.parentElement.querySelector(".notice");
  const told = document.getElementById("told");
  let neighbours = new Map(), byId = new Map(), drawing = 0, shownFor = "";
  KG.palette();
  const nodes = new vis.DataSet([]);
  // The edges are drawn here, not by vis-network: its curves run from centre to centre and
  // would come out from behind other cards.
  const network = new vis.Network(container, { nodes, edges: [] }, KG.options);
  network.on("beforeDrawing", (context) => {
    for (const edge of KG.edges)
      KG.edge(context, edge, byId.get(edge.from), byId.get(edge.to));
  });
  network.on("afterDrawing", KG.names);
  KG.network = network;
  document.getElementById("loading").remove();
  const frame = container.querySelector(".vis-network");
  if (frame) frame.tabIndex = -1; // the list is what the keyboard uses

  function put(view) {
    Object.assign(KG, view);
    byId = new Map(view.nodes.map((node) => [node.id, node]));
    neighbours = new Map(view.nodes.map((node) => [node.id, new Set([node.id])]));
    for (const edge of view.edges) {
      neighbours.get(edge.from).add(edge.to);
      neighbours.get(edge.to).add(edge.from);
    }
    KG.focus = KG.lit = null;
    nodes.clear();
    nodes.add(view.nodes.map((node) => ({ id: node.id, x: node.x, y: node.y, shape: "custom", ctxRenderer: KG.draw(node) })));
  }

  let filtered = null; // ids that the filters leave, or null
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
    const node = byId.get(id);
    if (!node) return KG.choose({ at: null });
    if (node.type === "claim") return KG.choose({ at: node.row });
    const { focus } = KG.chosen;
    const key = node.topic ? `t${node.topic}` : id;
    return KG.choose({ focus: [...focus.filter((one) => one !== key), key], at: null });
  });

  async function show() {
    const mine = drawing += 1, { focus } = KG.chosen;
    const key = JSON.stringify([focus, KG.chosen.depth, focus.length ? { ...KG.chosen, at: 0 } : 0]);
    back.hidden = depth.hidden = !focus.length;
    if (notice) notice.hidden = focus.length > 0;
    depth.setAttribute("aria-pressed", String(KG.chosen.depth === 2));
    if (key !== shownFor) {
      const view = focus.length ? await KG.ego(focus, KG.chosen.depth) : KG.home;
      if (mine !== drawing) return;
      shownFor = key;
      put(view);
      home();
      const claims = view.nodes.filter((node) => node.type === "claim").length;
      told.textContent = focus.length ? `The picture has ${claims} statements of ${new Set(view.nodes.filter((n) => n.type === "source")).size} sources.` : "";
    }
    narrowed();
    rest();
    select(KG.chosen.at);
  }
  // In the first picture, what the filters leave is lit and the rest steps back.
  function narrowed() {
    filtered = null;
    if (KG.chosen.focus.length || KG.found.order.length === KG.count) return;
    filtered = new Set();
    for (const row of KG.found.order)
      for (const id of [`c${KG.column.claim[row]}`, `s${KG.column.source[row]}`])
        if (byId.has(id)) filtered.add(id);
    for (const edge of KG.edges)
      if (edge.type === "speaks" && filtered.has(edge.from)) filtered.add(edge.to);
  }
  function select(row) {
    const id = row === null ? null : `c${KG.column.claim[row]}`;
    const source = row === null ? null : `s${KG.column.source[row]}`;
    KG.focus = neighbours.has(id) ? id : neighbours.has(source) ? source : null;
    rest();
    if (neighbours.has(id)) look(neighbours.get(id));
  }
  KG.on("found", show);
  KG.on("select", (row) => {
    if (shownFor) select(row);
  });
  back.addEventListener("click", () => KG.choose({ focus: [], at: null }));
  depth.addEventListener("click", () => KG.choose({ depth: KG.chosen.depth === 2 ? 1 : 2 }));

  // Room for the buttons below the picture, and for a notice above it, is kept free (pixels).
  const MARGIN = { side: 22, top: 20, bottom: 66 };
  const above = () => (notice?.offsetHeight && !KG.narrow() ? notice.offsetTop + notice.offsetHeight + 10 : MARGIN.top);
  function box(nodes) {
    const low = (axis, size) => Math.min(...nodes.map((node) => node[axis] - node[size] / 2));
    const high = (axis, size) => Math.max(...nodes.map((node) => node[axis] + node[size] / 2));
    return { left: low("x", "w"), right: high("x", "w"), top: low("y", "h"), bottom: high("y", "h") };
  }
  function fitting({ left, right, top, bottom }, spare) {
    const wide = container.clientWidth - 2 * MARGIN.side - spare;
    const high = container.clientHeight - above() - MARGIN.bottom;
    return Math.min(1, wide / (right - left), high / (bottom - top));
  }
  function move({ left, right, top, bottom }, scale, spare, animation) {
    const x = (left + right) / 2 + spare / 2 / scale;
    const y = (top + bottom) / 2 + (MARGIN.bottom - above()) / 2 / scale;
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
  function look(ids) {
    const together = box([...ids].map((id) => byId.get(id)));
    const scale = Math.max(fitting(together, 0), KG.narrow() ? 0.5 : 0.62);
    const fits = scale <= fitting(together, 0);
    move(fits ? together : box([byId.get(KG.focus)]), scale, 0, gently());
  }
  // On a narrow screen the whole would be too small to read: the first source and its claims.
  function home() {
    if (!KG.narrow() || !KG.nodes.length) return all(false);
    const scale = 0.62;
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
};

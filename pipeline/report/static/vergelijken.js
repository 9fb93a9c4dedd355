/* Two to four municipalities or regions side by side. Numbers come from vergelijk/<group>.js, which calls vergelijkGroep:
   a page opened from disk may load scripts, and nothing else. The choice lives in the address, so that it can be shared. */
"use strict";
(() => {
  const MOST = 4;
  const place = document.getElementById("uitkomst");
  const chooser = document.getElementById("kiezer");
  if (!chooser) return;
  const groups = JSON.parse(place.dataset.groepen);
  const concepts = JSON.parse(place.dataset.begrippen);
  const say = JSON.parse(place.dataset.woorden);
  const years = place.dataset.jaren.split(",");
  const core = JSON.parse(say.kern);
  const known = {};
  let chosen = [];

  window.vergelijkGroep = (id, facts) => { known[id] = facts; };

  const load = (id) => known[id] ? Promise.resolve() : new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = place.dataset.map + id + ".js";
    script.onload = done;
    script.onerror = fail;
    document.head.append(script);
  });

  /* ---- Making elements: text goes in as text, never as HTML ---- */
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const draw = (name, attributes = {}, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const link = (href, label, css) => {
    const shared = /^(bewijs|cijfers)\//.test(href);
    return make("a", { href: (shared ? place.dataset.top : place.dataset.wortel) + href, ...(css ? { class: css } : {}) }, label);
  };
  const pct = (share) => Math.floor(share * 100 + 0.5) + "%";
  const margin = (low, high) => low === null ? "" : Math.floor(low * 100 + 0.5) + "–" + pct(high);

  /* Shape goes with colour, always: circle, square, triangle, diamond. */
  const symbol = (slot, x, y, r) => {
    if (slot === 1) return draw("circle", { class: "mark", cx: x, cy: y, r });
    if (slot === 2) return draw("rect", { class: "mark", x: x - r * 0.9, y: y - r * 0.9, width: r * 1.8, height: r * 1.8 });
    const a = r * (slot === 3 ? 1.2 : 1.3);
    const d = slot === 3 ? `M${x} ${y - a}L${x + a} ${y + a * 0.8}H${x - a}Z` : `M${x} ${y - a}L${x + a} ${y}L${x} ${y + a}L${x - a} ${y}Z`;
    return draw("path", { class: "mark", d });
  };
  const badge = (slot) => draw("svg", { class: "badge s" + slot, viewBox: "-8 -8 16 16", "aria-hidden": "true" }, symbol(slot, 0, 0, 6));

  /* A number: [count, total, share, low, high, address] */
  const number = (n) => {
    const out = document.createDocumentFragment();
    if (!n || n[1] === 0) { out.append("–"); return out; }
    const label = n[2] === null ? String(n[0]) : pct(n[2]);
    if (n[2] === null) out.append(make("span", { class: "margin" }, say.weinig + " "));
    out.append(n[5] ? link(n[5], label, "number") : make("b", { class: "plain" }, label), " ");
    out.append(n[2] === null ? `${say.van} ${n[1]}` : make("span", { class: "margin" }, margin(n[3], n[4])));
    if (n[6]) out.append(" ", make("b", {}, n[6] > 0 ? "▲ " + say.hoger : "▼ " + say.lager));
    return out;
  };
  const strip = (n, slot, everyone) => {
    const svg = draw("svg", { class: "strip s" + slot, height: 36, "aria-hidden": "true" });
    for (const t of [0, 25, 50, 75, 100]) svg.append(draw("line", { class: t ? "grid" : "axis", x1: t + "%", x2: t + "%", y1: 0, y2: "100%" }));
    if (everyone && everyone[2] !== null) svg.append(draw("line", { class: "all", x1: 100 * everyone[2] + "%", x2: 100 * everyone[2] + "%", y1: "18%", y2: "82%" }));
    if (!n || n[2] === null) {
      svg.append(draw("line", { class: "unknown", x1: 0, x2: "100%", y1: "50%", y2: "50%" }));
      return svg;
    }
    if (n[3] !== null) {
      svg.append(draw("line", { class: "interval", x1: 100 * n[3] + "%", x2: 100 * n[4] + "%", y1: "50%", y2: "50%" }));
      for (const end of [n[3], n[4]]) svg.append(draw("svg", { x: 100 * end + "%", y: "50%", overflow: "visible" }, draw("path", { class: "cap", d: "M0-5V5" })));
    }
    svg.append(draw("svg", { x: 100 * n[2] + "%", y: "50%", overflow: "visible" }, symbol(slot, 0, 0, 5.5)));
    return svg;
  };
  const axis = () => {
    const svg = draw("svg", { class: "strip", height: 20, "aria-hidden": "true" });
    for (const t of [0, 25, 50, 75, 100]) svg.append(draw("text", { class: "tick", x: t + "%", y: 13, "text-anchor": t ? (t === 100 ? "end" : "middle") : "start" }, t ? t + "%" : "0"));
    return svg;
  };

  /* ---- Blocks ---- */
  const table = (css, caption, heads, rows) => {
    const head = make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...heads.map((h) => make("th", { scope: "col", role: "columnheader" },
      ...(typeof h === "string" ? [h] : [make("span", { class: "vh" }, caption), h])))));
    const body = make("tbody", { role: "rowgroup" }, ...rows);
    return make("table", { class: css, role: "table" }, make("caption", { class: "vh" }, caption), head, body);
  };
  const name = (id, slot) => {
    const facts = known[id];
    return make("th", { scope: "row", role: "rowheader", class: "slot" }, badge(slot), link(facts.pagina, groups[id]));
  };
  const row = (...cells) => make("tr", { role: "row" }, ...cells.map((c) => c.tagName === "TH" ? c : make("td", { role: "cell" }, c)));
  const strips = (caption, value, get) => {
    const heads = [say.wat, axis(), value];
    const rows = chosen.map((id, i) => row(name(id, i + 1), strip(get(known[id]), i + 1, get(known.alle)), number(get(known[id]))));
    return make("div", { class: "figure" }, table("rows", caption, heads, rows));
  };
  const base = () => {
    const heads = [say.wat, say.regio, say.documenten, say.dekking];
    const rows = chosen.map((id, i) => {
      const facts = known[id];
      const usable = facts.dekking ? `${facts.dekking[0]} ${say.van} ${facts.dekking[1]}` : "–";
      return row(name(id, i + 1), facts.regio || "–", String(facts.documenten), usable);
    });
    return table("table full", say.wat, heads, rows);
  };

  const W = 200, H = 130, TOP = 16, BOTTOM = 108, RIGHT = 152;
  const x = (i) => years.length > 1 ? 10 + i * (RIGHT - 10) / (years.length - 1) : (10 + RIGHT) / 2;
  const y = (share) => BOTTOM - (BOTTOM - TOP) * share;
  const runs = (points) => {
    const found = [[]];
    points.forEach((p, i) => { if (p[2] !== null) found.at(-1).push(i); else if (found.at(-1).length) found.push([]); });
    return found.filter((run) => run.length);
  };
  const chart = (id, concept, slot) => {
    const points = known[id].jaren[concept] || [], all = known.alle.jaren[concept] || [];
    const said = points.map((p, i) => `${years[i]}: ${p[2] === null ? say.weinig + " " + p[0] + " " + say.van + " " + p[1] : pct(p[2]) + " (" + margin(p[3], p[4]) + ")"}`).join(", ");
    const key = `v-${slot}-${concept}`;
    const svg = draw("svg", { class: "drawing mini", viewBox: `0 0 ${W} ${H}`, width: W * 1.2, role: "img", "aria-labelledby": `${key}-t ${key}-d` },
      draw("title", { id: key + "-t" }, `${groups[id]}: ${concepts[concept]}`), draw("desc", { id: key + "-d" }, said + "."));
    for (const share of [0, 0.5, 1]) svg.append(draw("path", { class: share ? "grid" : "axis", d: `M0 ${y(share)}H${RIGHT + 8}` }));
    svg.append(draw("text", { class: "tick", x: 0, y: TOP - 5 }, "100%"));
    for (const run of runs(all)) svg.append(draw("g", { class: "s0" }, draw("path", { class: "line dashed", d: "M" + run.map((i) => `${x(i)} ${y(all[i][2])}`).join("L") })));
    const own = draw("g", { class: "s" + slot });
    for (const run of runs(points)) {
      const band = run.filter((i) => points[i][3] !== null);
      const up = band.map((i) => `${x(i)} ${y(points[i][4])}`), down = band.map((i) => `${x(i)} ${y(points[i][3])}`).reverse();
      if (band.length > 1) own.append(draw("path", { class: "band", d: `M${[...up, ...down].join("L")}Z` }));
      else if (band.length) own.append(draw("path", { class: "whisker", d: `M${up[0]}L${down[0]}` }));
      own.append(draw("path", { class: "line", d: "M" + run.map((i) => `${x(i)} ${y(points[i][2])}`).join("L") }));
      for (const i of run) own.append(symbol(slot, x(i), y(points[i][2]), 2.8));
    }
    const last = points.at(-1);
    if (last && last[2] !== null) own.append(draw("text", { class: "label", x: RIGHT + 12, y: Math.max(TOP + 6, y(last[2]) + 4) }, pct(last[2])));
    if (!points.some((p) => p[2] !== null)) svg.append(draw("text", { class: "value halo", x: (10 + RIGHT) / 2, y: (TOP + BOTTOM) / 2, "text-anchor": "middle" }, say.weinig.replace(":", "")));
    svg.append(own, draw("text", { class: "tick", x: 2, y: BOTTOM + 17 }, years[0]));
    if (years.length > 1) svg.append(draw("text", { class: "tick", x: RIGHT + 8, y: BOTTOM + 17, "text-anchor": "end" }, years.at(-1)));
    return svg;
  };
  const course = () => {
    const columns = chosen.map((id, i) => make("div", { class: "column s" + (i + 1) }, make("h3", {}, badge(i + 1), link(known[id].pagina, groups[id])),
      ...core.flatMap((concept) => [make("p", { class: "small" }, concepts[concept]), chart(id, concept, i + 1)])));
    const heads = [say.wat, ...years];
    const rows = chosen.flatMap((id) => core.map((concept) => row(make("th", { scope: "row", role: "rowheader" }, `${groups[id]}: ${concepts[concept]}`), ...(known[id].jaren[concept] || []).map(number))));
    const fold = make("details", {}, make("summary", {}, say.tabel), make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say.tabel }, table("table", say.tabel, heads, rows)));
    return make("div", { class: "figure" }, make("div", { class: "columns-4" }, ...columns), make("div", { class: "under" }, fold));
  };
  const topics = () => {
    const found = Object.keys(concepts).filter((c) => chosen.some((id) => known[id].begrippen[c]));
    const total = (c) => Math.max(...chosen.map((id) => known[id].begrippen[c] ? known[id].begrippen[c][0] : 0));
    found.sort((a, b) => total(b) - total(a) || concepts[a].localeCompare(concepts[b]));
    const zero = (facts) => [0, facts.documenten, null, null, null, null];
    return make("div", { class: "compare" }, ...found.map((c) => make("div", {}, make("h3", {}, link(`begrippen/${c}.html`, concepts[c])),
      strips(concepts[c], say.aandeel, (facts) => facts.begrippen[c] || zero(facts)))));
  };

  /* ---- The choice ---- */
  const status = document.getElementById("gekozen");
  const list = document.getElementById("lijst");
  const tell = (warning) => {
    status.textContent = warning || (chosen.length === 0 ? say.geen : chosen.length === 1 ? say.een : `${say.gekozen} ${chosen.map((id) => groups[id]).join(", ")}.`);
  };
  const show = async (warning) => {
    list.replaceChildren(...chosen.map((id, i) => {
      const button = make("button", { type: "button" }, badge(i + 1), groups[id] + " ", make("span", { "aria-hidden": "true" }, "×"));
      button.setAttribute("aria-label", `${say.weg} ${groups[id]}`);
      button.addEventListener("click", () => { chosen = chosen.filter((c) => c !== id); store(); document.getElementById("naam").focus(); });
      return make("li", {}, button);
    }));
    tell(warning);
    place.hidden = chosen.length < 2;
    if (chosen.length < 2) return;
    await Promise.all(["alle", ...chosen].map(load));
    document.getElementById("v-basis").replaceChildren(base());
    document.getElementById("v-jaren").replaceChildren(course());
    document.getElementById("v-daden").replaceChildren(strips(say.daden, say.daden, (facts) => facts.daden));
    document.getElementById("v-begrippen").replaceChildren(topics());
  };
  const store = (warning) => {
    history.replaceState(null, "", "#" + chosen.join(","));
    document.getElementById("alles").open = chosen.length < 2;
    const other = document.querySelector("a.language");
    if (other) other.hash = chosen.join(",");
    show(warning);
  };
  const add = () => {
    const field = document.getElementById("naam");
    const wanted = field.value.trim().toLocaleLowerCase();
    if (!wanted) return;
    const ids = Object.keys(groups);
    const id = ids.find((g) => groups[g].toLocaleLowerCase() === wanted) || ids.find((g) => groups[g].toLocaleLowerCase().startsWith(wanted));
    if (!id) { tell(say.onbekend); return; }
    if (!chosen.includes(id) && chosen.length === MOST) { tell(say.vol); return; }
    if (!chosen.includes(id)) chosen.push(id);
    field.value = "";
    store();
  };

  chooser.hidden = false;
  document.getElementById("erbij").addEventListener("click", add);
  document.getElementById("naam").addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); add(); } });
  const read = () => {
    chosen = decodeURIComponent(location.hash.slice(1)).split(",").filter((id, i, all) => groups[id] && all.indexOf(id) === i).slice(0, MOST);
    store();
  };
  addEventListener("hashchange", read);
  read();
})();

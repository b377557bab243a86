"use strict";
// Without this script the page is complete; with it, tables sort, datasets are tabs, searchers can be
// hidden, charts tell their values, links lead to all of that, and print shows what is folded.
for (const table of document.querySelectorAll("table.sortable")) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    heading.dataset.text = button.textContent = heading.textContent;
    heading.replaceChildren(button);
    button.addEventListener("click", () => {
      const descending = heading.getAttribute("aria-sort") === "ascending";
      headings.forEach(other => other.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
      sort(table, column, descending ? -1 : 1);
    });
  });
}

/**
 * Rows move within their group, below its title. Groups without a title hold rows that belong
 * together, so they move as a whole, by their first row.
 */
function sort(table, column, direction) {
  const bodies = [...table.tBodies];
  const titled = body => body.rows[0].cells.length === 1;
  if (bodies.length > 1 && !bodies.some(titled)) {
    table.append(...ordered(bodies, body => body.rows[0].cells[column], direction));
    return;
  }
  for (const body of bodies) {
    const rows = [...body.rows].slice(titled(body) ? 1 : 0);
    body.append(...ordered(rows, row => row.cells[column], direction));
  }
}

/** By the numbers in their cells, else by their texts; what has no number comes last. */
function ordered(parts, cell, direction) {
  const number = part => parseFloat(cell(part).dataset.value);
  const text = part => cell(part).textContent;
  return parts.sort((a, b) => {
    const x = number(a), y = number(b);
    if (isNaN(x) && isNaN(y)) return direction * text(a).localeCompare(text(b));
    if (isNaN(x) || isNaN(y)) return isNaN(x) - isNaN(y);
    return x === y ? 0 : direction * (x < y ? -1 : 1);
  });
}

const choice = document.querySelector(".choice");
const tabs = choice ? [...choice.querySelectorAll("[role=tab]")] : [];
const chips = choice ? [...choice.querySelectorAll("[data-name]")] : [];
const protocols = tabs.map(tab => tab.dataset.protocol).filter(name => name);
const searchers = chips.map(chip => chip.dataset.name);
const lead = document.querySelector(".lead");
const hidden = new Set();
let protocol = "";

/** The longest of the names that a text begins with, before a blank or a sign; none for others. */
function named(text, names) {
  return names
    .filter(name => text.startsWith(name) && /^($|[ ,:])/.test(text.slice(name.length)))
    .sort((a, b) => b.length - a.length)[0];
}

/** What belongs to a hidden searcher or to another dataset is put away; print shows it. */
function apply() {
  tabs.forEach(tab => {
    const chosen = tab.dataset.protocol === protocol;
    tab.setAttribute("aria-selected", chosen);
    tab.tabIndex = chosen ? 0 : -1;
  });
  chips.forEach(chip => chip.setAttribute("aria-pressed", !hidden.has(chip.dataset.name)));
  const elsewhere = name => name && protocol && name !== protocol;
  const put = (element, away) => element.classList.toggle("away", Boolean(away));
  document.querySelectorAll("figure[data-protocol]").forEach(
    figure => put(figure, elsewhere(figure.dataset.protocol)));
  for (const table of document.querySelectorAll("#shown table")) {
    const columns = [...table.tHead.rows[0].cells].map(cell => hidden.has(cell.dataset.text));
    for (const body of table.tBodies) {
      const title = body.querySelector("[scope=rowgroup]")?.textContent ?? "";
      put(body, elsewhere(named(title, protocols)));
    }
    for (const row of table.rows) {
      put(row, hidden.has(named(row.cells[0].textContent, searchers)));
      if (row.cells.length > 1) [...row.cells].forEach((cell, i) => put(cell, columns[i]));
    }
  }
  document.querySelectorAll("svg [data-searcher]").forEach(
    element => put(element, hidden.has(element.dataset.searcher)));
  document.querySelectorAll("svg [data-legend]").forEach(
    text => text.classList.toggle("off", hidden.has(text.dataset.legend)));
  leadWith(protocol);
  silence();
}

/** The chart that leads is the chosen dataset's; a mark keeps the place that it has left. */
const place = document.createComment("leads");
function leadWith(name) {
  const first = lead?.firstElementChild;
  if (!first?.dataset.protocol || protocols.length < 2) return;
  const kind = first.id.slice(0, -first.dataset.protocol.length);
  const next = document.getElementById(kind + (name || protocols[0]));
  if (!next || next === first) return;
  if (place.parentNode) place.replaceWith(first);
  else document.querySelector("#way .charts")?.prepend(first);
  next.replaceWith(place);
  lead.append(next);
}

function toggle(name) {
  if (!hidden.delete(name)) hidden.add(name);
  apply();
  remember();
}

function choose(tab) {
  protocol = tab.dataset.protocol;
  apply();
  remember();
  tab.focus();
}

/** Links: #table-summary, #cost?dataset=cifar10&hide=random&hide=tpe; the part may be left out. */
function remember() {
  const [part] = location.hash.slice(1).split("?");
  const wanted = new URLSearchParams();
  if (protocol !== (protocols[0] ?? "")) wanted.set("dataset", protocol || "all");
  hidden.forEach(name => wanted.append("hide", name));
  const said = wanted.toString();
  history.replaceState(null, "", said || part ? "#" + part + (said && "?" + said) : location.pathname);
}

function follow() {
  const [part, said] = location.hash.slice(1).split("?");
  if (said !== undefined || !choice?.dataset.followed) {
    const wanted = new URLSearchParams(said);
    const dataset = wanted.get("dataset") ?? protocols[0];
    protocol = protocols.includes(dataset) ? dataset : "";
    hidden.clear();
    wanted.getAll("hide").filter(name => searchers.includes(name)).forEach(name => hidden.add(name));
    if (choice) choice.dataset.followed = "yes";
  }
  const target = part ? document.getElementById(part) : null;
  const own = target?.closest("figure[data-protocol]")?.dataset.protocol;
  if (own && protocol && own !== protocol) protocol = own;
  apply();
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  target?.scrollIntoView();
}

const tip = document.createElement("div");
tip.className = "tip";
tip.setAttribute("role", "status");
const ring = document.createElementNS(document.querySelector("svg")?.namespaceURI ?? null, "circle");
ring.setAttribute("class", "ring");
ring.setAttribute("r", 6);

function silence() {
  tip.remove();
  ring.remove();
}

/**
 * Where a chart shows which numbers of whom: a line's corners are the rows of its file, what is not
 * a line has one place. In the chart's own units.
 */
function points(figure, svg) {
  const numbers = JSON.parse(figure.querySelector("template")?.content.textContent ?? "null");
  if (!numbers) return [];
  const back = svg.getScreenCTM().inverse();
  const all = [];
  for (const [name, rest] of Object.entries(numbers.searchers)) {
    if (hidden.has(name)) continue;
    const rows = numbers.at ? rest.map((row, i) => [numbers.at[i], ...row]) : rest;
    const own = [...svg.querySelectorAll("[data-searcher]")].filter(
      e => e.dataset.searcher === name && e.tagName !== "text");
    const say = row => name + ": " + row.map((value, i) => `${numbers.columns[i]} ${value}`).join(", ");
    const line = own.flatMap(e => [e, ...e.querySelectorAll("path")])
      .filter(e => e.tagName === "path" && getComputedStyle(e).fill === "none")
      .map(path => ({path, corners: path.getAttribute("d").match(/[\d.-]+[ ,][\d.-]+/g) ?? []}))
      .find(each => each.corners.length === rows.length && rows.length > 1);
    if (line) {
      const matrix = back.multiply(line.path.getScreenCTM());
      line.corners.forEach((corner, i) => {
        const [x, y] = corner.split(/[ ,]/).map(Number);
        const at = new DOMPoint(x, y).matrixTransform(matrix);
        all.push({name, i, x: at.x, y: at.y, text: say(rows[i])});
      });
    } else if (rows.length === 1 && own.length > 0) {
      const boxes = own.map(e => e.getBoundingClientRect());
      const x = (Math.min(...boxes.map(b => b.left)) + Math.max(...boxes.map(b => b.right))) / 2;
      const y = (Math.min(...boxes.map(b => b.top)) + Math.max(...boxes.map(b => b.bottom))) / 2;
      const at = new DOMPoint(x, y).matrixTransform(back);
      all.push({name, i: 0, x: at.x, y: at.y, text: say(rows[0])});
    }
  }
  return all;
}

function tell(figure, svg, point) {
  if (!point) return silence();
  tip.textContent = point.text;
  ring.setAttribute("cx", point.x);
  ring.setAttribute("cy", point.y);
  svg.append(ring);
  figure.append(tip);
  const box = svg.getBoundingClientRect(), outer = figure.getBoundingClientRect();
  const scale = box.width / svg.viewBox.baseVal.width;
  const left = box.left - outer.left + point.x * scale - tip.offsetWidth / 2;
  tip.style.left = Math.max(0, Math.min(left, outer.width - tip.offsetWidth)) + "px";
  const top = box.top - outer.top + point.y * scale;
  tip.style.top = (top > tip.offsetHeight + 16 ? top - tip.offsetHeight - 12 : top + 12) + "px";
}

for (const figure of document.querySelectorAll("figure")) {
  const svg = figure.querySelector("svg");
  if (!svg) continue;
  for (const text of svg.querySelectorAll("text")) {
    const name = named(text.textContent, searchers);
    if (!name || text.textContent.slice(name.length).trim().includes(" ")) continue;
    text.dataset.legend = name;
    text.addEventListener("click", () => toggle(name));
  }
  if (!figure.querySelector("template")) continue;
  svg.tabIndex = 0;
  let last;
  const nearest = (all, x, y) => all.reduce((best, p) => {
    const distance = Math.hypot(p.x - x, p.y - y);
    return !best || distance < best.distance ? {...p, distance} : best;
  }, undefined);
  svg.addEventListener("pointermove", event => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const point = nearest(points(figure, svg), at.x, at.y);
    tell(figure, svg, point?.distance < 40 ? point : undefined);
  });
  svg.addEventListener("pointerleave", silence);
  svg.addEventListener("blur", silence);
  svg.addEventListener("focus", () => {
    if (!svg.matches(":focus-visible")) return;
    last = points(figure, svg).sort((a, b) => a.y - b.y || b.x - a.x)[0];
    tell(figure, svg, last);
  });
  svg.addEventListener("keydown", event => {
    const all = points(figure, svg);
    const names = [...new Set(all.map(p => p.name))];
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    const turn = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (event.key === "Escape") return silence();
    if (!last || !(step || turn)) return;
    event.preventDefault();
    const many = all.filter(p => p.name === last.name).length > 1;
    if (step && many) last = all.find(p => p.name === last.name && p.i === last.i + step) ?? last;
    else {
      const name = names.at((names.indexOf(last.name) + (turn ?? step)) % names.length);
      last = nearest(all.filter(p => p.name === name), last.x, last.y);
    }
    tell(figure, svg, last);
  });
}

if (choice) {
  choice.hidden = false;
  choice.querySelector("[role=tablist]").hidden = protocols.length < 2;
  choice.querySelector("details").hidden = searchers.length < 2;
  tabs.forEach((tab, i) => {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", event => {
      const to = {ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: tabs.length - 1}[event.key];
      if (to === undefined) return;
      event.preventDefault();
      choose(tabs.at(to % tabs.length));
    });
  });
  for (const chip of chips) {
    const drawn = document.querySelector(`svg path[data-searcher="${CSS.escape(chip.dataset.name)}"]`);
    if (drawn) {
      const {stroke, fill} = getComputedStyle(drawn);
      chip.style.setProperty("--colour", stroke === "none" ? fill : stroke);
    }
    chip.addEventListener("click", () => toggle(chip.dataset.name));
  }
  addEventListener("hashchange", follow);
  follow();
}

let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  folded.forEach(part => { part.open = true; });
});
addEventListener("afterprint", () => folded.forEach(part => { part.open = false; }));

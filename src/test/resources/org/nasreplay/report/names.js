// Elements without the names that those who cannot see them need, and ids that do not lead to one.
const problems = [];
const check = (selector, holds) => {
  const found = [...document.querySelectorAll(selector)];
  if (found.length === 0) problems.push("no " + selector);
  found.filter(e => !holds(e)).forEach(e => problems.push(e.outerHTML.slice(0, 200)));
};
check("html", e => e.lang);
check("title", e => e.textContent.trim());
check("svg", e => e.getAttribute("role") === "img" && e.getAttribute("aria-label").trim());
check("table", e => e.caption?.textContent.trim());
check("th", e => ["col", "row", "rowgroup", "colgroup"].includes(e.scope));
check("details", e => e.firstElementChild.matches("summary"));
check("[role=region]", e => e.getAttribute("aria-label").trim());
const ids = new Map();
for (const e of document.querySelectorAll("[id]")) {
  if (ids.has(e.id)) problems.push("twice: " + e.id);
  ids.set(e.id, e);
}
for (const [, id] of document.body.innerHTML.matchAll(/url\(#([^)]+)\)/g)) {
  if (!ids.has(id)) problems.push("nowhere: " + id);
}
return problems;

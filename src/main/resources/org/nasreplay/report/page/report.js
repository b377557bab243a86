"use strict";
// Without this script the page is complete; with it, tables sort and print shows what is folded.
for (const table of document.querySelectorAll("table.sortable")) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
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

let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  folded.forEach(part => { part.open = true; });
});
addEventListener("afterprint", () => folded.forEach(part => { part.open = false; }));

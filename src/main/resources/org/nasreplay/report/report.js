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
      for (const body of table.tBodies) sort(body, column, descending ? -1 : 1);
    });
  });
}

/** Sorts the rows of a group below its title; cells without a number come last. */
function sort(body, column, direction) {
  const rows = [...body.rows].filter(row => row.cells.length > 1);
  const number = row => parseFloat(row.cells[column].dataset.value);
  const text = row => row.cells[column].textContent;
  rows.sort((a, b) => {
    const x = number(a), y = number(b);
    if (isNaN(x) && isNaN(y)) return direction * text(a).localeCompare(text(b));
    if (isNaN(x) || isNaN(y)) return isNaN(x) - isNaN(y);
    return x === y ? 0 : direction * (x < y ? -1 : 1);
  });
  body.append(...rows);
}

let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  folded.forEach(part => { part.open = true; });
});
addEventListener("afterprint", () => folded.forEach(part => { part.open = false; }));

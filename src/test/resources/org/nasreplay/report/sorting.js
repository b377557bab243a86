// What goes wrong when a heading, the argument, is clicked twice.
const heading = arguments[0], table = heading.closest("table"), problems = [];
const isTitle = row => row.querySelector("[scope=rowgroup]") !== null;
const content = () => JSON.stringify([...table.tBodies]
  .map(body => [
    isTitle(body.rows[0]) ? body.rows[0].textContent : "",
    ...[...body.rows].map(row => row.textContent).sort(),
  ].join("\n"))
  .sort());
const before = content();
/** Neighbours out of order; texts come after numbers. */
const disorder = (rows, direction) => {
  const cells = rows.map(row => row.cells[heading.cellIndex]);
  return cells.slice(1).flatMap((b, i) => {
    const a = cells[i];
    const [x, y] = [a, b].map(cell => parseFloat(cell.dataset.value));
    const ordered = isNaN(y)
      ? !isNaN(x) || direction * a.textContent.localeCompare(b.textContent) <= 0
      : direction * x <= direction * y;
    return ordered ? [] : [`${a.textContent} before ${b.textContent}`];
  });
};
for (const [order, direction] of [["ascending", 1], ["descending", -1]]) {
  const say = text => problems.push(`${heading.textContent}, ${order}: ${text}`);
  heading.querySelector("button").click();
  if (heading.getAttribute("aria-sort") !== order) say(heading.getAttribute("aria-sort"));
  if (table.querySelectorAll("[aria-sort]").length !== 1) say("several columns claim to be sorted");
  if (content() !== before) say("rows have left their group");
  const groups = [...table.tBodies].map(body => [...body.rows].filter(row => !isTitle(row)));
  const titled = [...table.tBodies].some(body => isTitle(body.rows[0]));
  // Groups without titles hold rows that belong together: they move as wholes, by their first rows.
  const wholes = groups.length > 1 && ![...table.tBodies].some(body => isTitle(body.rows[0]));
  const wrong = wholes
    ? disorder(groups.map(rows => rows[0]), direction)
    : groups.flatMap(rows => disorder(rows, direction));
  wrong.forEach(say);
}
return problems;

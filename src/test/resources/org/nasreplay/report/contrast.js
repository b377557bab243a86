// Texts whose contrast to what is painted beneath is below 4.5, the WCAG's level AA.
const rgb = colour => {
  const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
  return {r, g, b, a};
};
const over = (c, alpha, d) => ({
  r: alpha * c.r + (1 - alpha) * d.r,
  g: alpha * c.g + (1 - alpha) * d.g,
  b: alpha * c.b + (1 - alpha) * d.b});
const luminance = c => [c.r, c.g, c.b]
  .map(v => v / 255)
  .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const paper = rgb(getComputedStyle(document.body).backgroundColor);
const problems = [];
const contrast = (a, b) => {
  const light = [luminance(a), luminance(b)];
  return (Math.max(...light) + 0.05) / (Math.min(...light) + 0.05);
};
for (const text of document.querySelectorAll("main :is(h1, p, li, a, th, td, caption, summary, button, code)")) {
  let beneath = text;
  const clear = e => e && rgb(getComputedStyle(e).backgroundColor).a < 1;
  while (clear(beneath)) beneath = beneath.parentElement;
  const on = beneath ? rgb(getComputedStyle(beneath).backgroundColor) : paper;
  const value = contrast(rgb(getComputedStyle(text).color), on);
  if (value < 4.5) problems.push(`${value.toFixed(2)}: ${text.textContent}`);
}
for (const text of document.querySelectorAll("svg text")) {
  const box = text.getBoundingClientRect();
  const beneath = document
    .elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    .filter(e => e.closest("svg") === text.closest("svg") && e.tagName !== "text")
    .map(e => getComputedStyle(e))
    .filter(style => style.fill.startsWith("rgb"))
    .reverse()
    .reduce((d, s) => over(rgb(s.fill), rgb(s.fill).a * s.fillOpacity * s.opacity, d), paper);
  const value = contrast(rgb(getComputedStyle(text).fill), beneath);
  if (value < 4.5) problems.push(`${value.toFixed(2)}: ${text.textContent}`);
}
return problems;

// What is wrong with the place and the text of the charts, in a window as high as the page, where
// letters have so many pixels at least.
const [least] = arguments;
const problems = [];
for (const e of document.querySelectorAll("main *")) {
  if (!e.closest(".wide, pre, svg") && e.getBoundingClientRect().right > innerWidth + 1) {
    problems.push("wider than the window: " + e.outerHTML.slice(0, 200));
  }
}
for (const svg of document.querySelectorAll("svg")) {
  const say = text => problems.push(svg.getAttribute("aria-label") + ": " + text);
  const box = svg.getBoundingClientRect();
  if (box.width < 200 || box.height < 100) say(`only ${box.width} x ${box.height}`);
  if (box.left < 0 || box.right > innerWidth * 1.05) say("beyond the window"); // paper alone
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  if (!svg.contains(top)) say("covered by " + top?.outerHTML.slice(0, 200));
  const texts = [...svg.querySelectorAll("text")];
  if (texts.length === 0) say("no text");
  for (const text of texts) {
    const t = text.getBoundingClientRect();
    if (t.width === 0 || t.left < box.left - 1 || t.right > box.right + 1
        || t.right > innerWidth || t.top < box.top - 1 || t.bottom > box.bottom + 1) {
      say("cut off: " + text.textContent);
    }
    const scale = text.getScreenCTM();
    const size = parseFloat(getComputedStyle(text).fontSize) * Math.hypot(scale.a, scale.b);
    if (size < least) say(`${size} px: ${text.textContent}`);
  }
}
return problems;

"use strict";
// Joins the drawing, the marked text and the table: what is chosen in one shows
// in all. Words are only ever moved as text or as copies of what the page holds.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const by = (id) => document.getElementById(id);
const numbers = (element, key) => (element.dataset[key] || "").split(" ").filter(Boolean);
const rows = all("#table tbody tr");
const shapes = all(".view [data-s]");
const marks = all(".m");
const views = all(".view");
const ROLES = { c: "said", w: "who", u: "cue" };

// Of each statement everything that shows it, with the class it gets when chosen.
const places = new Map(rows.map((row) => [row.dataset.s, [[row, "on"]]]));
const place = (number, element, name) => places.get(number)?.push([element, name]);
for (const shape of shapes) for (const n of numbers(shape, "s")) place(n, shape, "on");
for (const mark of marks) for (const key in ROLES) for (const n of numbers(mark, key)) place(n, mark, "on-" + ROLES[key]);
const ofMark = (mark) => Object.keys(ROLES).flatMap((key) => numbers(mark, key));
/** The innermost statement of a mark: by cue, then source, then the shortest content. */
const innermost = (mark) => numbers(mark, "u").at(-1) || numbers(mark, "w").at(-1) || numbers(mark, "c").at(-1);

// ---- choosing ----
let lit = [];
let chosen = [];
function light(list) {
  for (const [element, name] of lit) element.classList.remove(name);
  lit = list.flatMap((n) => places.get(n) || []);
  for (const [element, name] of lit) element.classList.add(name);
  document.body.classList.toggle("lit", list.length > 0);
}
function choose(list, from) {
  chosen = list.filter((n) => places.has(n));
  light(chosen);
  explain(chosen);
  if (!chosen.length) return;
  history.replaceState(null, "", "#s" + chosen[0]);
  const first = places.get(chosen[0]).map(([element]) => element);
  const show = (element, box) => {
    if (!element || (from && box.contains(from))) return;
    const at = element.getBoundingClientRect(), frame = box.getBoundingClientRect();
    box.scrollTop += at.top - frame.top - frame.height / 3;
  };
  const mark = first.find((element) => element.classList.contains("on-cue")) || first.find((element) => element.matches(".m"));
  show(mark, by("articles"));
  show(by("s" + chosen[0]), document.querySelector("#table .scroll"));
  rove(by("s" + chosen[0]));
  if (!from || !from.closest(".view")) bring(first.find((element) => element.matches(".line") && !element.closest("[hidden]")));
}
/** Shows the words a statement came from, copied from its row. */
function explain(list) {
  const box = by("evidence");
  const cards = list.slice(0, 6).map((n) => {
    const cells = by("s" + n).cells;
    const card = document.createElement("div");
    const line = document.createElement("p");
    const who = document.createElement("b");
    who.textContent = cells[1].textContent;
    line.append(who, " ", cells[2].firstElementChild.cloneNode(true), " ", cells[3].textContent || cells[4].textContent);
    if (cells[5].textContent) line.append(" (through " + cells[5].textContent + ")");
    const words = document.createElement("blockquote");
    words.append(...[...cells[7].childNodes].map((node) => node.cloneNode(true)));
    card.append(line, words);
    return card;
  });
  if (list.length > 6) cards.push("and " + (list.length - 6) + " more in the table");
  box.replaceChildren(...cards);
}
function listOf(target) {
  const element = target.closest?.("[data-s], .m");
  if (!element) return null;
  return element.matches(".m") ? [innermost(element)] : numbers(element, "s");
}
document.addEventListener("click", (event) => {
  if (event.target.closest("a, button, label, select, input") || dragged) return;
  const list = listOf(event.target);
  if (list) choose(list, event.target);
  else if (event.target.closest(".view")) choose([]);
});
document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  light(listOf(event.target) || chosen);
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches(".line")) light(numbers(event.target, "s"));
});

// ---- filters ----
const choices = ["article", "tone", "relation", "source"].map(by).filter(Boolean);
function filter() {
  const words = by("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const value = Object.fromEntries(choices.map((select) => [select.id, select.value]));
  const sure = Number(by("sure").value);
  by("level").textContent = sure;
  const kept = new Set();
  for (const row of rows) {
    const data = row.dataset;
    const keep = (!value.article || data.a === value.article) && (!value.tone || data.t === value.tone) &&
      (!value.relation || data.r === value.relation) && (!value.source || numbers(row, "e").includes(value.source)) &&
      (!data.p || Number(data.p) >= sure) && (!words.length || matches(row, words));
    row.hidden = !keep;
    if (keep) kept.add(data.s);
  }
  for (const shape of shapes) shape.classList.toggle("off", !numbers(shape, "s").some((n) => kept.has(n)));
  for (const mark of marks) mark.classList.toggle("off", !ofMark(mark).some((n) => kept.has(n)));
  for (const part of all("#articles article")) part.hidden = Boolean(value.article) && part.dataset.a !== value.article;
  for (const view of views) {
    const hidden = view.dataset.a !== (value.article || "0");
    if (view.hidden !== hidden) view.hidden = hidden;
    if (!hidden) frame(view);
  }
  by("count").textContent = kept.size + " of " + rows.length + " statements";
}
const texts = new Map();
function matches(row, words) {
  if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
  return words.every((word) => texts.get(row).includes(word));
}
const controls = by("controls");
controls.hidden = false;
controls.addEventListener("input", filter);
controls.addEventListener("submit", (event) => event.preventDefault());
controls.addEventListener("reset", () => setTimeout(filter));

// ---- table: sorting, moving, copying ----
const body = document.querySelector("#table tbody");
all("#table th").forEach((head, column) => head.addEventListener("click", () => {
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of all("#table th")) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const key = new Map(rows.map((row) => [row, row.cells[column].textContent]));
  const compare = column === 0 || column === 6 ? (a, b) => a - b : (a, b) => a.localeCompare(b);
  rows.sort((a, b) => (down ? -1 : 1) * compare(key.get(a), key.get(b)));
  body.append(...rows);
}));
let stop = null;
function rove(row) {
  if (stop) stop.tabIndex = -1;
  if (row) (stop = row).tabIndex = 0;
}
function step(by) {
  const shown = rows.filter((row) => !row.hidden);
  const at = shown.findIndex((row) => row.dataset.s === chosen[0]);
  const row = shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)];
  if (row) choose([row.dataset.s]);
  return row;
}
/** A cell for a spreadsheet, in which no text may start a formula. */
function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return '"' + safe.replaceAll('"', '""') + '"';
}
by("copy").hidden = false;
by("copy").addEventListener("click", async () => {
  const lines = [document.querySelector("#table thead tr"), ...rows.filter((row) => !row.hidden)];
  const csv = lines.map((row) => [...row.cells].map((one) => cell(one.textContent)).join(",")).join("\r\n") + "\r\n";
  try {
    await navigator.clipboard.writeText(csv);
  } catch {
    const area = document.createElement("textarea");
    area.value = csv;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  by("copied").textContent = lines.length - 1 + " rows copied";
});

// ---- moving and zooming the drawing ----
const frames = new Map();
let dragged = false;
function frame(view) {
  let now = frames.get(view);
  if (!now) {
    const box = view.querySelector("svg").viewBox.baseVal;
    now = { width: box.width, height: box.height, x: 0, y: 0, w: 0 };
    frames.set(view, now);
    view.classList.add("live");
    // Words stay readable: a narrow screen begins with a part of the drawing.
    now.w = Math.min(now.width, Math.max(view.clientWidth, 1) / 0.65);
    now.w = Math.max(now.w, Math.min(now.width, view.clientWidth));
  }
  draw(view, now);
  return now;
}
function draw(view, now) {
  const ratio = view.clientHeight / Math.max(view.clientWidth, 1) || 1;
  now.w = Math.min(Math.max(now.w, 120), Math.max(now.width, now.height / ratio) * 1.2);
  const h = now.w * ratio;
  now.x = clamp(now.x, now.width - now.w);
  now.y = clamp(now.y, now.height - h);
  view.querySelector("svg").setAttribute("viewBox", [now.x, now.y, now.w, h].map((part) => part.toFixed(1)).join(" "));
}
/** Keeps the drawing in sight; one smaller than its frame stays in the middle. */
const clamp = (at, room) => (room < 0 ? room / 2 : Math.min(Math.max(at, 0), room));
function zoom(view, factor, x = view.clientWidth / 2, y = view.clientHeight / 2) {
  const now = frame(view), scale = now.w / view.clientWidth;
  const point = [now.x + x * scale, now.y + y * scale];
  now.w *= factor;
  draw(view, now);
  const after = now.w / view.clientWidth;
  [now.x, now.y] = [point[0] - x * after, point[1] - y * after];
  draw(view, now);
}
function fit(view) {
  const now = frame(view);
  now.w = Math.max(now.width, (now.height * view.clientWidth) / view.clientHeight);
  [now.x, now.y] = [0, 0];
  draw(view, now);
}
function move(view, dx, dy) {
  const now = frame(view), before = [now.x, now.y], scale = now.w / view.clientWidth;
  now.x += dx * scale;
  now.y += dy * scale;
  draw(view, now);
  return now.x !== before[0] || now.y !== before[1];
}
/** Moves the drawing so that a line can be seen. */
function bring(line) {
  const view = line?.closest(".view");
  if (!view || line.classList.contains("off")) return;
  const at = line.getBoundingClientRect(), box = view.getBoundingClientRect();
  if (at.top < box.top || at.bottom > box.bottom) move(view, 0, (at.top + at.bottom) / 2 - (box.top + box.bottom) / 2);
}
for (const view of views) {
  view.addEventListener("wheel", (event) => {
    if (event.ctrlKey || event.metaKey) {
      const box = view.getBoundingClientRect();
      zoom(view, event.deltaY > 0 ? 1.15 : 1 / 1.15, event.clientX - box.left, event.clientY - box.top);
      event.preventDefault();
    } else if (move(view, event.deltaX, event.deltaY)) event.preventDefault();
  }, { passive: false });
  const fingers = new Map();
  view.addEventListener("pointerdown", (event) => {
    dragged = false;
    fingers.set(event.pointerId, event);
  });
  view.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const dx = before.clientX - event.clientX, dy = before.clientY - event.clientY;
    if (!dragged && Math.hypot(dx, dy) < 5) return;
    if (!dragged) view.setPointerCapture(event.pointerId);
    dragged = true;
    if (fingers.size === 1) move(view, dx, dy);
    else {
      const other = [...fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
      const length = (finger) => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY) || 1;
      zoom(view, length(before) / length(event));
    }
    fingers.set(event.pointerId, event);
  });
  for (const end of ["pointerup", "pointercancel"]) view.addEventListener(end, (event) => fingers.delete(event.pointerId));
}
const current = () => views.find((view) => !view.hidden);
by("zoom").hidden = false;
by("zoom").addEventListener("click", (event) => {
  const how = event.target.dataset.zoom;
  if (how === "fit") fit(current());
  else if (how) zoom(current(), how === "in" ? 1 / 1.3 : 1.3);
});
addEventListener("resize", () => frame(current()));

// ---- keys ----
const KEYS = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  if (at.matches("input, select, textarea")) {
    if (event.key === "Escape") at.blur();
    return;
  }
  const view = at.closest(".view"), row = at.closest("#table tbody tr");
  if (event.key === "/") by("search").focus();
  else if (event.key === "Escape") choose([]);
  else if (event.key === "j" || (row && event.key === "ArrowDown")) step(1)?.focus({ preventScroll: !row });
  else if (event.key === "k" || (row && event.key === "ArrowUp")) step(-1)?.focus({ preventScroll: !row });
  else if ((event.key === "Enter" || event.key === " ") && (at.matches(".line") || row)) choose(numbers(at, "s"), at);
  else if (view && KEYS[event.key]) move(view, ...KEYS[event.key]);
  else if (view && (event.key === "+" || event.key === "=")) zoom(view, 1 / 1.3);
  else if (view && event.key === "-") zoom(view, 1.3);
  else if (view && event.key === "0") fit(view);
  else return;
  event.preventDefault();
});

// ---- beginning ----
const fromAddress = () => {
  const number = /^#s(\d+)$/.exec(location.hash)?.[1];
  if (number && places.has(number)) choose([number]);
};
addEventListener("hashchange", fromAddress);
rove(rows[0]);
filter();
fromAddress();

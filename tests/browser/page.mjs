// What a reader does with the page, done by Chromium; exits with 1 at the first fault.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { chromium } from "playwright-core";
import { hostile, many, relations } from "./records.mjs";

const work = mkdtempSync(join(tmpdir(), "dixit-browser-"));
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launchPersistentContext(join(work, "profile"), {
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium", headless: true, args: flags,
});

function page(name, input, ...more) {
  const out = join(work, name + ".html");
  execFileSync(process.env.DIXIT, ["export", input, "-o", out, ...more], { stdio: ["ignore", "ignore", "inherit"] });
  return out;
}
function records(name, list) {
  const path = join(work, name + ".jsonl");
  writeFileSync(path, list.map((record) => JSON.stringify(record)).join("\n") + "\n");
  return path;
}
/** Opens a page that may neither fail nor fetch anything. */
async function open(path, { width = 1300, height = 900, scheme = "light" } = {}) {
  const tab = await browser.newPage();
  await tab.setViewportSize({ width, height });
  await tab.emulateMedia({ colorScheme: scheme });
  tab.faults = [];
  tab.on("pageerror", (error) => tab.faults.push(String(error)));
  tab.on("console", (message) => tab.faults.push(message.text()));
  tab.on("dialog", (dialog) => { tab.faults.push("a dialog"); dialog.dismiss(); });
  tab.on("request", (request) => { if (request.url() !== "file://" + path) tab.faults.push("fetched " + request.url()); });
  await tab.goto(path.startsWith("/") ? "file://" + path : path);
  return tab;
}
async function close(tab) {
  if (process.env.PICTURES) await tab.screenshot({ path: join(process.env.PICTURES, `page-${pictures++}.png`) });
  assert.deepEqual(tab.faults, []);
  await tab.close();
}
let pictures = 0;
const tests = {};
const text = (tab, selector) => tab.locator(selector).innerText();
const visible = (tab, selector) => tab.locator(selector).filter({ visible: true }).count();

const drone = page("drone", process.env.DATA + "/drone.json");

tests["a line shows its words, and scrolls to them"] = async () => {
  const tab = await open(drone, { height: 560 });
  await tab.locator(".line .label").getByText("dismissed", { exact: true }).click();
  assert.match(await text(tab, "#evidence"), /Dmitry Peskov dismissed Russia had staged the episode/);
  assert.equal(await text(tab, "#evidence mark"), "dismissed");
  assert.equal(await text(tab, ".on-cue"), "dismissed");
  assert.equal(await text(tab, ".on-said"), "Russia had staged the episode itself");
  const seen = await tab.evaluate(() => {
    const box = document.getElementById("articles").getBoundingClientRect();
    const at = document.querySelector(".on-cue").getBoundingClientRect();
    return at.top >= box.top && at.bottom <= box.bottom;
  });
  assert.ok(seen, "the words are in sight");
  assert.ok(await tab.locator("#table tr.on").count());
  assert.match(tab.url(), /#s\d+$/);
  await close(tab);
};

tests["words and rows show their line"] = async () => {
  const tab = await open(drone);
  await tab.locator(".m.cue", { hasText: "threatened" }).click();
  assert.match(await tab.locator(".line.on").getAttribute("aria-label"), /^Russia threatened/);
  await tab.locator("#table tbody tr", { hasText: "White House" }).click();
  assert.match(await tab.locator(".line.on").getAttribute("aria-label"), /^White House declined/);
  await tab.locator(".m.cue", { hasText: "threatened" }).hover();
  assert.match(await tab.locator(".line.on").getAttribute("aria-label"), /^Russia threatened/);
  await close(tab);
};

tests["words passed on light the whole way"] = async () => {
  const tab = await open(drone);
  await tab.locator(".m.cue", { hasText: "did not rule out" }).click();
  const labels = await tab.locator(".line.on").evaluateAll((all) => all.map((line) => line.getAttribute("aria-label")));
  assert.equal(labels.length, 2, labels.join("\n"));
  assert.match(labels.join("\n"), /Nykyforov did not deny through: Bloomberg/);
  await close(tab);
};

tests["search and filters narrow everything"] = async () => {
  const tab = await open(drone);
  const all = await visible(tab, "#table tbody tr");
  assert.equal(await text(tab, "#count"), `${all} of ${all} statements`);
  await tab.fill("#search", "zelensky denied");
  assert.equal(await visible(tab, "#table tbody tr"), 1);
  assert.equal(await visible(tab, ".line:not(.link)"), 1);
  assert.equal(await visible(tab, ".box.claim"), 1);
  await tab.click("button[type=reset]");
  await tab.waitForFunction((n) => document.getElementById("count").textContent.startsWith(n + " "), all);
  await tab.selectOption("#tone", "denies");
  assert.equal(await visible(tab, "#table tbody tr"), 2);
  await tab.selectOption("#tone", "");
  await tab.selectOption("#relation", { label: "announced" });
  assert.equal(await visible(tab, "#table tbody tr"), 1);
  await tab.selectOption("#relation", "");
  await tab.selectOption("#source", { label: "Bloomberg" });
  assert.equal(await visible(tab, "#table tbody tr"), 2);
  await tab.selectOption("#source", "");
  await tab.locator("#sure").fill("0.95");
  const sure = await tab.locator("#table tbody tr").filter({ visible: true }).evaluateAll((rows) => rows.map((row) => row.dataset.p));
  assert.ok(sure.length > 2 && sure.every((p) => p >= 0.95), sure.join());
  await close(tab);
};

tests["the keyboard does it all"] = async () => {
  const tab = await open(drone);
  await tab.keyboard.press("/");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "search");
  await tab.keyboard.press("Escape");
  await tab.keyboard.press("j");
  await tab.keyboard.press("j");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "s2");
  await tab.keyboard.press("ArrowUp");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "s1");
  assert.match(await text(tab, "#evidence"), /Russia accused/);
  await tab.locator(".line").first().focus();
  const label = await tab.evaluate(() => document.activeElement.getAttribute("aria-label"));
  await tab.locator(".line", { hasText: "urged" }).first().focus();
  const seen = await tab.evaluate(() => {
    const box = document.querySelector(".view").getBoundingClientRect();
    const at = document.activeElement.querySelector(".label").getBoundingClientRect();
    return at.top >= box.top && at.bottom <= box.bottom;
  });
  assert.ok(seen, "a line far down comes into sight when it is focused");
  await tab.locator(".line").first().focus();
  await tab.keyboard.press("Enter");
  assert.ok(label.startsWith(await text(tab, "#evidence b")));
  await tab.keyboard.press("Escape");
  assert.equal(await tab.locator(".on").count(), 0);
  await tab.locator(".view").first().focus();
  const box = () => tab.locator(".view svg").first().getAttribute("viewBox");
  const before = await box();
  await tab.keyboard.press("+");
  const zoomed = await box();
  assert.notEqual(zoomed, before);
  await tab.keyboard.press("ArrowDown");
  assert.notEqual(await box(), zoomed);
  await close(tab);
};

tests["dragging and the wheel move the drawing, and choose nothing"] = async () => {
  const tab = await open(drone);
  const box = () => tab.locator(".view svg").first().getAttribute("viewBox");
  const before = await box();
  await tab.mouse.move(300, 500);
  await tab.mouse.down();
  await tab.mouse.move(300, 300, { steps: 4 });
  await tab.mouse.up();
  const dragged = await box();
  assert.notEqual(dragged, before);
  assert.equal(await tab.locator("#table tr.on").count(), 0);
  await tab.mouse.wheel(0, -150);
  await tab.waitForTimeout(100);
  assert.notEqual(await box(), dragged);
  await tab.click("[data-zoom=fit]");
  assert.match(await box(), /^-?\d+\.\d+ 0\.0 |^0\.0 /);
  await close(tab);
};

tests["the table sorts and copies"] = async () => {
  const tab = await open(drone);
  await browser.grantPermissions(["clipboard-read", "clipboard-write"]);
  await tab.click("th:nth-child(7) button");
  await tab.click("th:nth-child(7) button");
  const sure = await tab.locator("#table tbody tr td:nth-child(7)").allInnerTexts();
  assert.deepEqual(sure, [...sure].sort().reverse());
  await tab.fill("#search", "sobyanin");
  await tab.click("#copy");
  await tab.waitForFunction(() => document.getElementById("copied").textContent);
  const csv = await tab.evaluate(() => navigator.clipboard.readText());
  assert.match(csv, /^"#","Source","Relation"/);
  assert.match(csv, /"Sergei Sobyanin","announced","a ban on private drone flights"/);
  assert.equal(csv.trimEnd().split("\n").length, 2);
  await close(tab);
};

tests["no words of the table run into the next column"] = async () => {
  for (const width of [1300, 1000]) {
    const tab = await open(drone, { width });
    const wide = await tab.evaluate(() => {
      const cells = [...document.querySelectorAll("#table td")];
      return cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.innerText);
    });
    assert.deepEqual(wide, []);
    await close(tab);
  }
};

tests["several articles share a page"] = async () => {
  const list = [many(20), { ...many(10), id: "second", title: "Second" }];
  const tab = await open(page("two", records("two", list)));
  assert.equal(await visible(tab, "#articles article"), 2);
  await tab.selectOption("#article", { label: "Second" });
  assert.equal(await visible(tab, "#articles article"), 1);
  assert.equal(await visible(tab, "#table tbody tr"), 10);
  assert.equal(await visible(tab, ".view"), 1);
  assert.equal(await visible(tab, ".view .line"), 10);
  await close(tab);
};

tests["a narrow screen needs no sideways scrolling"] = async () => {
  const tab = await open(drone, { width: 400, height: 800 });
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 400, `${wide} wide`);
  await tab.locator("#table tbody tr").first().click();
  assert.match(await text(tab, "#evidence"), /Russia accused/);
  const size = await tab.evaluate(() => document.querySelector(".view .name").getBoundingClientRect().height);
  assert.ok(size > 8, `words ${size} pixels high`);
  await close(tab);
};

tests["dark mode is dark, and words stand out in both"] = async () => {
  for (const scheme of ["light", "dark"]) {
    const tab = await open(drone, { scheme });
    const faint = await tab.evaluate(() => {
      const light = (color) => {
        const parts = color.match(/[\d.]+/g).map((part) => part / 255);
        const [r, g, b] = parts.map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
      const of = (element, key) => getComputedStyle(element)[key];
      const paper = of(document.querySelector(".view .paper"), "fill");
      const out = [];
      for (const words of document.querySelectorAll(".view text")) {
        const box = words.parentElement.matches(".box") ? words.parentElement.querySelector("rect, path") : null;
        const under = box && of(box, "fill") !== "none" ? of(box, "fill") : paper;
        if (ratio(of(words, "fill"), under) < 4.5) out.push([words.textContent, of(words, "fill"), under]);
      }
      for (const line of document.querySelectorAll(".view .stroke")) {
        if (ratio(of(line, "stroke"), paper) < 3) out.push(["line", of(line, "stroke"), paper]);
      }
      for (const mark of document.querySelectorAll(".m, .tone, .dim")) {
        let under = mark;
        while (of(under, "backgroundColor") === "rgba(0, 0, 0, 0)" && under.parentElement) under = under.parentElement;
        if (ratio(of(mark, "color"), of(under, "backgroundColor")) < 4.5) out.push([mark.textContent, mark.className]);
      }
      return { out, dark: light(of(document.body, "backgroundColor")) < 0.2 };
    });
    assert.deepEqual(faint.out, [], scheme);
    assert.equal(faint.dark, scheme === "dark");
    await close(tab);
  }
};

tests["paper gets everything"] = async () => {
  const tab = await open(drone);
  await tab.emulateMedia({ media: "print" });
  assert.equal(await visible(tab, "#controls"), 0);
  const clipped = await tab.evaluate(() => getComputedStyle(document.getElementById("articles")).overflow);
  assert.equal(clipped, "visible");
  await close(tab);
};

tests["hostile words stay words"] = async () => {
  const own = join(work, "relations.toml");
  writeFileSync(own, relations);
  const path = page("hostile", records("hostile", hostile), "--relations", own, "--top", "9999");
  for (const width of [1300, 400]) {
    const tab = await open(path, { width });
    const found = await tab.evaluate(() => ({
      hit: window.hit,
      scripts: document.scripts.length,
      handlers: [...document.querySelectorAll("*")].flatMap((e) => [...e.attributes]).filter((a) => a.name.startsWith("on")).length,
      links: [...document.links].map((a) => a.protocol).filter((p) => !/^https?:$/.test(p)),
      foreign: document.querySelectorAll("img, iframe, object, embed, foreignObject, form:not(#controls), base, link").length,
      styles: document.querySelectorAll("style").length,
    }));
    assert.deepEqual(found, { hit: undefined, scripts: 1, handlers: 0, links: [], foreign: 0, styles: 1 });
    for (const row of await tab.locator("#table tbody tr").all()) await row.evaluate((element) => element.click());
    await tab.fill("#search", "<script>");
    await tab.click("#copy");
    await tab.waitForFunction(() => document.getElementById("copied").textContent);
    assert.equal(await tab.evaluate(() => window.hit), undefined);
    const shown = await tab.evaluate(() => document.querySelector("#articles").textContent);
    assert.ok(shown.includes("</script><script>window.hit=1</script> denied it"));
    await close(tab);
  }
};

tests["the policy stops what would get through"] = async () => {
  const tab = await open(drone);
  const ran = await tab.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.hit = 1";
    document.body.append(script);
    const image = document.createElement("img");
    image.setAttribute("onerror", "window.hit = 1");
    image.src = "https://a.example/x";
    document.body.append(image);
    return new Promise((done) => setTimeout(() => done(window.hit), 200));
  });
  assert.equal(ran, undefined);
  assert.ok(tab.faults.length >= 1 && tab.faults.every((fault) => /Content Security Policy|fetched/.test(fault)), tab.faults.join("\n"));
  tab.faults.length = 0;
  await close(tab);
};

/** Returns the least work, in seconds of the page's own thread, that a page of so many statements takes to open. */
async function work_of(count) {
  const path = page("many" + count, records("many" + count, [many(count)]));
  const times = [];
  for (let round = 0; round < 3; round++) {
    const tab = await open("about:blank");
    const probe = await browser.newCDPSession(tab);
    // The page's own work, whatever else this machine is doing.
    await probe.send("Performance.enable", { timeDomain: "threadTicks" });
    tab.removeAllListeners("request");
    await tab.goto("file://" + path);
    await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    const { metrics } = await probe.send("Performance.getMetrics");
    times.push(metrics.find((metric) => metric.name === "TaskDuration").value);
    await close(tab);
  }
  return Math.min(...times);
}

tests["four times the statements take about four times the work"] = async () => {
  const [few, all] = [await work_of(500), await work_of(2000)];
  console.log(`    500 statements open after ${few.toFixed(2)} s of work, 2 000 after ${all.toFixed(2)} s`);
  assert.ok(all < 8 * few, `${all / few} times the work`);
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}
await browser.close();
rmSync(work, { recursive: true, force: true });
console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

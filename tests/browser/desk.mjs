// The desk in a browser: pick, start, follow, reload in mid-attempt, a page that was closed, a
// second tablet, stop, result, without a script too; with a bot in the seat. Not part of
// tools/test: it takes a minute and a half, and a browser.
//
//   apt-get install chromium fonts-noto-cjk && npm --prefix tests/browser install
//   node tests/browser/desk.mjs [--shots DIR]
//
// The program is $ANLAN, else target/debug/anlan under $CARGO_TARGET_DIR or ~/.cache/anlan.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const WIDE = { width: 1280, height: 800 };
const TALL = { width: 800, height: 1280 };
const PATIENCE_MS = 60_000;
// A finger needs this much, pixels.
const TARGET_PX = 44;

const root = resolve(import.meta.dirname, "../..");
const at = process.argv.indexOf("--shots");
const shots = at > 0 ? resolve(process.argv[at + 1]) : undefined;
if (shots) mkdirSync(shots, { recursive: true });
const built = process.env.CARGO_TARGET_DIR ?? join(homedir(), ".cache/anlan/target");
const program = process.env.ANLAN ?? join(built, "debug/anlan");

function openSeat(data) {
  const seat = spawn(program, ["--display", "none", "--trainee", "bot:perfect",
    "--listen", "127.0.0.1:0", "--data", data], { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
  const url = new Promise((found, lost) => {
    createInterface({ input: seat.stderr }).on("line", (line) => {
      const told = line.match(/^anlan: console and records at (\S+)/);
      if (told) found(told[1]);
      else console.error(line);
    });
    seat.on("exit", (code) => lost(new Error(`anlan ended with ${code}`)));
  });
  return { seat, url };
}

async function shoot(page, name) {
  if (!shots) return;
  for (const [kind, size] of [["wide", WIDE], ["tall", TALL]]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(shots, `${name}-${kind}.png`) });
  }
  await page.setViewportSize(WIDE);
}

// Everything one can press is large enough, and nothing lies beyond the edge of the tablet.
async function fits(page) {
  for (const size of [WIDE, TALL]) {
    await page.setViewportSize(size);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= size.width, `the page is ${wide} px wide on ${size.width}`);
    const presses = page.locator("a, button, summary, select, .card, .mode, input:not([type=radio])");
    for (const press of await presses.all()) {
      const box = await press.boundingBox();
      if (!box || (await press.getAttribute("type")) === "hidden") continue;
      const what = (await press.innerText().catch(() => "")) || (await press.getAttribute("name"));
      assert.ok(box.height >= TARGET_PX - 0.5, `\`${what}\` is ${box.height} px high`);
    }
  }
  await page.setViewportSize(WIDE);
}

const says = (page, text) => page.getByText(text).first().waitFor({ timeout: PATIENCE_MS });

async function turn(page, words) {
  await says(page, words.ready);
  await fits(page);
  await shoot(page, `pick-${words.tag}`);
  const trainee = await page.locator("[name=trainee]").inputValue();
  assert.match(trainee, /-\d\d$/);
  await page.getByRole("button", { name: words.start }).click();
  await page.locator(".clock b", { hasText: /0:0[1-9]/ }).waitFor({ timeout: PATIENCE_MS });
  await page.locator(".figures b").first().filter({ hasText: /[2-8]/ })
    .waitFor({ timeout: PATIENCE_MS });
  await fits(page);
  await shoot(page, `live-${words.tag}`);

  const clock = async (p) => {
    const [m, s] = (await p.locator(".clock b").innerText()).split(":").map(Number);
    return m * 60 + s;
  };
  const before = await clock(page);
  await page.reload();
  assert.ok(await clock(page) >= before, "a reload goes on where the attempt is");
  const second = await page.context().newPage();
  await second.goto(page.url());
  assert.ok(Math.abs(await clock(second) - await clock(page)) <= 2, "two pages see the same");
  await second.close();

  await page.getByRole("link", { name: words.stop, exact: true }).click();
  await says(page, words.reason);
  await fits(page);
  await shoot(page, `stop-${words.tag}`);
  await page.getByRole("button", { name: words.reason }).click();
  await says(page, words.stored);
  await says(page, words.stopped);
  await fits(page);
  await shoot(page, `stopped-${words.tag}`);
  await page.getByRole("button", { name: words.next }).click();
  await says(page, words.ready);
  assert.notEqual(await page.locator("[name=trainee]").inputValue(), trainee);
}

// Whoever closes the page loses nothing but the sight of it.
async function closed(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  await says(page, "Headset ready");
  await page.getByRole("button", { name: "Start" }).click();
  await page.locator(".clock b", { hasText: /0:0[1-9]/ }).waitFor({ timeout: PATIENCE_MS });
  await page.close();
  await new Promise((later) => setTimeout(later, 9_000));
  const again = await context.newPage();
  await again.goto(url);
  await says(again, "the attempt went on and was not stopped");
  return again;
}

async function withoutScript(browser, url) {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "en" });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("link", { name: "Stop", exact: true }).click();
  await page.getByRole("button", { name: "Equipment" }).click();
  await says(page, "Stored");
  await page.getByRole("button", { name: "Next trainee" }).click();
  await says(page, "Start a session");
  await context.close();
}

// Tab and the space bar start an attempt as well as a finger.
async function withKeys(page) {
  await says(page, "Headset ready");
  await page.locator("[name=trainee]").focus();
  await page.keyboard.press("Enter");
  await page.locator(".clock b", { hasText: /0:0[1-9]/ }).waitFor({ timeout: PATIENCE_MS });
}

const ZH = { tag: "zh", ready: "头显就绪", start: "开始", stop: "停止体验", reason: "学员不适",
  stored: "已入库", stopped: "教员中止：学员不适", next: "下一位学员" };
const EN = { tag: "en", ready: "Headset ready", start: "Start", stop: "Stop",
  reason: "Trainee unwell", stored: "Stored", stopped: "Stopped by the instructor: Trainee unwell",
  next: "Next trainee" };

const data = mkdtempSync(join(tmpdir(), "anlan-desk-"));
const { seat, url: opening } = openSeat(data);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
try {
  const url = await opening;
  const faults = [];
  for (const words of [ZH, EN]) {
    const locale = words === ZH ? "zh-CN" : "en";
    const context = await browser.newContext({ viewport: WIDE, hasTouch: true, locale });
    context.on("console", (m) => { if (m.type() === "error") faults.push(m.text()); });
    context.on("weberror", (e) => faults.push(String(e.error())));
    const page = await context.newPage();
    await page.goto(url);
    await turn(page, words);
    if (words === EN) {
      await page.close();
      const again = await closed(context, url);
      await withoutScript(browser, url);
      await says(again, "Headset ready");
      await withKeys(again);
    }
    await context.close();
  }
  assert.deepEqual(faults, [], "the browser found no fault");
  console.log("desk in a browser: all passed");
} finally {
  await browser.close();
  seat.removeAllListeners("exit");
  seat.kill();
  rmSync(data, { recursive: true, force: true });
}

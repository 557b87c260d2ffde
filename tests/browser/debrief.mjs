// Pictures of the debrief pages of all bots: whole, in mid-run, on a tall tablet, in both
// languages. Not part of tools/test.
//
//   npm --prefix tests/browser install
//   node tests/browser/debrief.mjs --shots DIR
//
// First `cargo build -p anlan-tests-records --example debrief`: it serves the pages.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const WIDE = { width: 1280, height: 800 };
// The first two panels: what the README shows.
const POSTER = { width: 1160, height: 1260 };
const TALL = { width: 800, height: 1280 };
const BOTS = 5;

const root = resolve(import.meta.dirname, "../..");
const at = process.argv.indexOf("--shots");
assert.ok(at > 0, "--shots DIR");
const shots = resolve(process.argv[at + 1]);
mkdirSync(shots, { recursive: true });

const built = process.env.CARGO_TARGET_DIR ?? join(homedir(), ".cache/anlan/target");
const server = spawn(join(built, "debug/examples/debrief"),
  { stdio: ["ignore", "pipe", "inherit"] });
const pages = new Map();
for await (const line of createInterface({ input: server.stdout })) {
  const [bot, url] = line.split(" ");
  pages.set(bot, url);
  if (pages.size === BOTS) break;
}
process.on("exit", () => server.kill());
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: WIDE });
const faults = [];
page.on("pageerror", (error) => faults.push(String(error)));
page.on("console", (said) => { if (said.type() === "error") faults.push(said.text()); });
for (const [bot, url] of pages) {
  await page.setViewportSize(WIDE);
  await page.goto(`${url}?lang=zh-CN`);
  await page.screenshot({ path: join(shots, `${bot}-zh.png`), fullPage: true });
  await page.goto(`${url}?lang=en`);
  await page.screenshot({ path: join(shots, `${bot}-en.png`) });
  await page.setViewportSize(POSTER);
  await page.screenshot({ path: join(shots, `debrief-${bot}-en.png`) });
  await page.goto(`${url}?lang=zh-CN`);
  await page.screenshot({ path: join(shots, `debrief-${bot}.png`) });
  await page.setViewportSize(WIDE);
  // In mid-run: what is to come is faint, and the walker is on the way.
  const range = page.locator(".scrub input");
  const seen = new Set();
  for (const ms of [0, 20_000, 50_000, 95_000]) {
    await range.evaluate((input, to) => {
      input.value = to;
      input.dispatchEvent(new Event("input"));
    }, ms);
    seen.add(await page.locator(".walker.own").getAttribute("transform"));
  }
  assert.ok(seen.size > 2, `${bot}: the walker stands still`);
  assert.ok(await page.locator(".pin.latent").count() > 0, `${bot}: H8 is still to come`);
  await page.screenshot({ path: join(shots, `${bot}-95s.png`) });
  await page.setViewportSize(TALL);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= TALL.width, `${bot}: the page is ${wide} px wide on ${TALL.width}`);
  await page.screenshot({ path: join(shots, `${bot}-tall.png`) });
}
assert.deepEqual(faults, []);
await browser.close();
server.kill();
console.log(`${pages.size} debriefs in ${shots}`);
process.exit(0);

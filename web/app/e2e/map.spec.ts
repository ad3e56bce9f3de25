import { colours, drawn, expect, middleOf, test } from "./house.ts";

const question = "/map?category=violence-and-sexual-offences&from=2026-08&to=2026-10";

test("what the legend says is what the map draws", async ({ page }) => {
  await page.goto(question);
  const map = await drawn(page);
  const legend = page.locator("[data-map-legend]");

  // Brought near, so that its disc does not hide the cells.
  await page.locator('[data-list="hotspot"] [data-hotspot] a').first().click();
  await drawn(page);
  await page.getByLabel("How sure").check();
  await expect(legend).toContainText("Hot: passes both tests");
  await expect.poll(async () => (await colours(page, map, { hot: "#d4351c" }))["hot"]).toBeGreaterThan(500);

  await page.getByLabel("How many").check();
  await expect(legend).toContainText(/or more/);
  await expect.poll(async () => (await colours(page, map, { hot: "#d4351c" }))["hot"]).toBe(0);
  expect((await colours(page, map, { dark: "#12436d" }))["dark"], "the fullest cell").toBeGreaterThan(500);
});

test("the map writes with the reader's own fonts", async ({ page }) => {
  await page.goto(question);
  const map = await drawn(page);
  await page.getByLabel("Wards", { exact: true }).check();
  await page.getByLabel("Hotspots", { exact: true }).uncheck();
  await drawn(page);
  // Ward names are the only thing drawn in this grey besides thin dashed lines: taking
  // them away must take most of it.
  const tone = { grey: "#505a5f" };
  const withNames = (await colours(page, map, tone))["grey"]!;
  await page.getByLabel("Wards", { exact: true }).uncheck();
  await expect.poll(async () => (await colours(page, map, tone))["grey"]).toBeLessThan(withNames / 3);
});

test("list, card, address and map hold one selection", async ({ page }) => {
  await page.goto(question);
  await drawn(page);
  const rows = page.locator('[data-list="hotspot"] [data-hotspot]');
  await rows.nth(1).getByRole("link").first().click();
  await rows.nth(0).getByRole("link").first().click();
  await expect(page.locator('[aria-current="true"][data-hotspot]')).toHaveCount(1);
  await expect(page.locator("[data-card]:visible")).toHaveCount(1);

  await page.reload();
  const map = await drawn(page);
  await expect(rows.nth(0)).toHaveAttribute("aria-current", "true");
  expect((await colours(page, map, { focus: "#ffdd00" }))["focus"], "the emphasised outline").toBeGreaterThan(100);
});

test("clicking an outline on the map selects its row", async ({ page }) => {
  await page.goto(question);
  const map = await drawn(page);
  const row = page.locator('[data-list="hotspot"] [data-hotspot]').first();
  await row.getByRole("link").first().click();
  await expect.poll(async () => (await colours(page, map, { focus: "#ffdd00" }))["focus"]).toBeGreaterThan(100);
  const middle = await middleOf(page, map, "#ffdd00");
  // Only a click on the map that finds the outline puts the selection back into the address.
  await page.evaluate(() => history.replaceState(null, "", location.pathname + location.search));
  await map.click({ position: middle });
  await expect(page).toHaveURL(new RegExp(`#card-${await row.getAttribute("data-hotspot")}$`));
});

test("the keyboard moves and zooms the map", async ({ page }) => {
  await page.goto(question);
  const map = await drawn(page);
  const scale = page.locator(".maplibregl-ctrl-scale");
  await page.locator(".maplibregl-canvas").focus();
  const before = await scale.innerText();
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await expect(scale).not.toHaveText(before);
  await expect(map.locator(".maplibregl-canvas")).toHaveAttribute("aria-label", /^Map of/);
});

test("places are fetched only when somebody asks for them", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (r) => r.url().includes("/api/v1/incidents") && asked.push(r.url()));
  await page.goto(question);
  await drawn(page);
  expect(asked).toEqual([]);
  await page.getByLabel("Places with reports").check();
  await drawn(page);
  expect(asked).toHaveLength(1);
  await expect(page.locator("[data-map-legend]")).toContainText("Place with reports");
});

test("a layer that does not come is named, and the table stays", async ({ page, faults }) => {
  faults.expected.push(/Failed to load resource/);
  await page.route("**/api/v1/cells*", (route) => route.abort());
  await page.goto(question);
  await expect(page.locator("[data-map]")).toHaveAttribute("data-map-state", "failed");
  await expect(page.locator(".hb-map__status")).toContainText("The cells could not be loaded");
  await expect(page.getByRole("table").first()).toBeVisible();
});

test("without WebGL 2 the page says so, and the table stays", async ({ page }) => {
  await page.addInitScript(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...more: unknown[]) {
      return kind.startsWith("webgl") ? null : (real as (...a: unknown[]) => unknown).call(this, kind, ...more);
    } as typeof real;
  });
  await page.goto(question);
  await expect(page.locator("[data-map]")).toHaveAttribute("data-map-state", "failed");
  await expect(page.locator(".hb-map__status")).toContainText("this browser has no WebGL 2");
  await expect(page.getByRole("table").first()).toBeVisible();
  await page.locator("[data-hotspot] a").first().click();
  await expect(page.locator("[data-card]:visible")).toHaveCount(1);
});

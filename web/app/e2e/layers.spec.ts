import AxeBuilder from "@axe-core/playwright";
import { colours, drawn, expect, test } from "./house.ts";

const question = "/map?category=violence-and-sexual-offences&from=2026-08&to=2026-10";
const tones = { Sites: "#003078", Events: "#912b88", "Perception points": "#00625c" };

test("layers are fetched when somebody asks, drawn in shapes the legend explains, and taken away", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (r) => r.url().includes("/api/v1/layers") && asked.push(new URL(r.url()).search));
  await page.goto(question);
  const map = await drawn(page);
  expect(asked).toEqual([]);
  // Nothing else on the map is drawn in these colours.
  await page.getByLabel("Hotspots", { exact: true }).uncheck();
  for (const [name, tone] of Object.entries(tones)) {
    expect((await colours(page, map, { tone }))["tone"], `${name} before`).toBeLessThan(20);
    await page.getByLabel(name, { exact: true }).check();
    await drawn(page);
    await expect.poll(async () => (await colours(page, map, { tone }))["tone"], { message: name }).toBeGreaterThan(60);
  }
  expect(asked).toEqual(["?kind=site&from=2026-08-01&to=2026-10-31", "?kind=event&from=2026-08-01&to=2026-10-31", "?kind=perception&from=2025-11-01&to=2026-10-31"]);
  const legend = page.locator("[data-map-legend]");
  for (const words of ["School", "Licensed premises", "CCTV camera", "Knife bin", "Hub", "Match", "Protest", "Lighting", "Unease"]) await expect(legend).toContainText(words);

  await page.getByLabel("Sites", { exact: true }).uncheck();
  await expect(legend).not.toContainText("Licensed premises");
  await expect.poll(async () => (await colours(page, map, { tone: tones.Sites }))["tone"]).toBeLessThan(20);
});

test("the places are the same with and without their layers", async ({ page }) => {
  await page.goto(question);
  await drawn(page);
  const rows = page.locator('[data-list="hotspot"] [data-hotspot]');
  const before = await rows.allInnerTexts();
  expect(before.length).toBeGreaterThan(0);
  for (const name of Object.keys(tones)) await page.getByLabel(name, { exact: true }).check();
  await drawn(page);
  expect(await rows.allInnerTexts()).toEqual(before);
});

test("a hotspot's card names what is near with its hours", async ({ page }) => {
  await page.goto(question);
  await drawn(page);
  await page.locator('[data-list="hotspot"] [data-hotspot] a').filter({ hasText: "Fish Street" }).first().click();
  const card = page.locator("[data-card]:visible");
  await expect(card).toContainText("Near here");
  await expect(card).toContainText("Tide, nightclub; open Thu 22:00-02:00, Fri-Sat 22:00-03:00");
});

test("layers on the map, their tables and the trend's events are accessible", async ({ page }) => {
  for (const path of [question, "/analysis"]) {
    await page.goto(path);
    if (path === question) {
      for (const name of [...Object.keys(tones), "Named places"]) await page.getByLabel(name, { exact: true }).check();
      await drawn(page);
    }
    for (const details of await page.locator("details").all()) await details.evaluate((d) => ((d as HTMLDetailsElement).open = true));
    const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
    expect(found.violations.map((v) => v.id), path).toEqual([]);
  }
  await expect(page.locator("main svg").filter({ hasText: "Home match, Wendmouth Park" })).toHaveCount(1);
  await expect(page.getByRole("cell", { name: /Home match, Wendmouth Park \(\d times\)/ }).first()).toBeVisible();
});

test("a layer that does not come is named, and its table stays", async ({ page, faults }) => {
  faults.expected.push(/Failed to load resource/);
  await page.route("**/api/v1/layers*", (route) => route.abort());
  await page.goto(question);
  await drawn(page);
  await page.getByLabel("Sites", { exact: true }).check();
  await expect(page.locator(".hb-map__status")).toContainText("The sites could not be loaded");
  await page.locator("#table-site summary").click();
  await expect(page.locator("#table-site")).toContainText("The Anchor");
});

test.describe("without a script", () => {
  test.use({ javaScriptEnabled: false });

  test("the tables and the still picture hold the layers", async ({ page }) => {
    await page.goto(question);
    await page.locator("#table-site summary").click();
    const school = page.locator("#table-site tr").filter({ hasText: "Academy Lane School" });
    await expect(school).toContainText("Mon-Fri 08:40-15:10");
    await expect(school).toContainText("2 September to 23 October 2026");
    await page.locator("#table-event summary").click();
    await expect(page.locator("#table-event tr").filter({ hasText: "Home match" })).toContainText("24 October 2026, 15:00 to 17:00");
    await page.locator("#table-perception summary").click();
    await expect(page.locator("#table-perception tr").filter({ hasText: "Lighting" }).first()).toBeVisible();
    const picture = await page.locator("noscript img").getAttribute("src");
    expect(picture).toContain("layer=site");
    const svg = await (await page.request.get(picture!)).text();
    for (const words of ["Licensed premises", "Match", "Lighting"]) expect(svg).toContain(words);
  });
});

import { fileURLToPath } from "node:url";
import { colours, drawn, expect, test } from "./house.ts";

const picture = fileURLToPath(new URL("../../../docs/images/map.png", import.meta.url));

// Not a check: with HB_PICTURES=1 the product makes the README's picture itself.
if (process.env["HB_PICTURES"] === "1") test("the picture of the README", async ({ page }) => {
  await page.setViewportSize({ width: 1400, height: 1000 });
  await page.goto("/map");
  const row = page.locator('[data-list="hotspot"] [data-hotspot]').filter({ hasText: "Swan Bridge" }).first();
  // By its address, so that no button or link is caught pressed.
  await page.goto(`/map#card-${await row.getAttribute("data-hotspot")}`);
  await page.reload();
  await page.getByLabel("Orders", { exact: true }).check();
  await drawn(page);
  await expect(page.locator("[data-card]:visible")).toHaveCount(1);
  await page.locator(".maplibregl-ctrl-zoom-out").click();
  await page.locator("h1").click();
  await drawn(page);
  await expect.poll(async () => (await colours(page, page.locator("[data-map]"), { focus: "#ffdd00" }))["focus"]).toBeGreaterThan(100);
  const legend = (await page.locator("[data-map-legend]").boundingBox())!;
  const scrolled = await page.evaluate(() => scrollY);
  await page.screenshot({ path: picture, fullPage: true, clip: { x: 0, y: 0, width: 1400, height: Math.ceil(legend.y + legend.height + scrolled) } });
});

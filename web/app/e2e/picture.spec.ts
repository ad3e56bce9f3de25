import { fileURLToPath } from "node:url";
import { drawn, expect, test } from "./house.ts";

const picture = fileURLToPath(new URL("../../../docs/images/map.png", import.meta.url));

// Not a check: with HB_PICTURES=1 the product makes the README's picture itself.
if (process.env["HB_PICTURES"] === "1") test("the picture of the README", async ({ page }) => {
  await page.setViewportSize({ width: 1400, height: 1180 });
  await page.goto("/map");
  await drawn(page);
  await page.getByLabel("How sure").check();
  await page.getByLabel("Orders", { exact: true }).check();
  await drawn(page);
  await page.locator('[data-list="hotspot"] [data-hotspot] a').first().click();
  await expect(page.locator("[data-card]:visible")).toHaveCount(1);
  await drawn(page);
  await page.screenshot({ path: picture });
});

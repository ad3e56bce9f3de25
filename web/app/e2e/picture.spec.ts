import { fileURLToPath } from "node:url";
import { drawn, expect, test } from "./house.ts";

const picture = fileURLToPath(new URL("../../../docs/images/map.png", import.meta.url));

// Not a check but the README's picture, made by the product itself when asked for.
test("the picture of the README", async ({ page }) => {
  test.skip(process.env["HB_PICTURES"] !== "1", "makes docs/images/map.png only with HB_PICTURES=1");
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

import type { Page } from "@playwright/test";
import { violations } from "./axe.ts";
import { expect, test } from "./house.ts";
import { deeper, pages } from "./pages.ts";

/** Opens a page and waits for its map, where it has one. */
async function open(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  expect(answer?.status(), path).toBe(200);
  for (const map of await page.locator("[data-map]").all()) await expect(map).toHaveAttribute("data-map-state", "idle");
}

for (const path of pages) {
  test(`${path} is accessible and keeps to itself`, async ({ page }) => {
    await open(page, path);
    await expect(page.locator(".hb-marking")).toHaveCount(2);
    for (const details of await page.locator("details").all()) await details.evaluate((d) => ((d as HTMLDetailsElement).open = true));
    expect(await violations(page)).toEqual([]);
  });
}

test("orders, plans and sheets are accessible and keep to themselves", async ({ page }) => {
  for (const path of await deeper(page)) {
    await open(page, path);
    expect(await violations(page), path).toEqual([]);
  }
});

test("a selected place is accessible", async ({ page }) => {
  await open(page, "/map");
  await page.locator("[data-hotspot] a").first().click();
  expect(await violations(page)).toEqual([]);
});

test("a page that is not there says so in the frame", async ({ page, faults }) => {
  faults.expected.push(/404/);
  expect((await page.goto("/nowhere"))?.status()).toBe(404);
  await expect(page.getByRole("navigation")).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  /** Accessible at this width too, and no wider than the screen. */
  async function fits(page: Page, path: string): Promise<void> {
    await open(page, path);
    expect(await violations(page), path).toEqual([]);
    const [wanted, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(wanted, path).toBeLessThanOrEqual(Math.min(window!, 360));
  }

  for (const path of pages) test(`${path} does not scroll sideways`, ({ page }) => fits(page, path));

  test("orders, plans and sheets do not scroll sideways", async ({ page }) => {
    for (const path of await deeper(page)) await fits(page, path);
  });
});

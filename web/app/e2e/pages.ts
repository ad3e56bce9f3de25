import type { Page } from "@playwright/test";

/** Every page of the navigation, and those that lead from them. */
export const pages = ["/", "/map", "/analysis", "/operations", "/orders", "/data", "/releases", "/help"];

/** Addresses that are only known once the program runs: an order, a plan, its sheet. */
export async function deeper(page: Page): Promise<string[]> {
  await page.goto("/orders");
  const order = await page.locator('main a[href^="/orders/"]').first().getAttribute("href");
  const plan = await makePlan(page);
  return [order!, plan, `${plan}/sheet/0`];
}

/** Plans the first places that Today offers, and says where the plan is. */
export async function makePlan(page: Page): Promise<string> {
  await page.goto("/");
  const picks = page.locator('main input[name="hotspot"]:visible');
  for (let i = 0; i < Math.min(3, await picks.count()); i++) await picks.nth(i).check();
  await page.getByRole("button", { name: /^Plan the week/ }).click();
  await page.getByRole("button", { name: "Make the plan" }).click();
  await page.waitForURL(/\/operations\/[^/?#]+/);
  return new URL(page.url()).pathname;
}

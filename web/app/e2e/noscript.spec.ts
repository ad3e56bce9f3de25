import { expect, test } from "./house.ts";
import { deeper, pages } from "./pages.ts";

test.use({ javaScriptEnabled: false });

test("every page can be read", async ({ page }) => {
  for (const path of [...pages, ...(await deeper(page))]) {
    expect((await page.goto(path))?.status(), path).toBe(200);
    await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
  }
});

test("the map's page answers a question with a table and open cards", async ({ page }) => {
  await page.goto("/map");
  await page.getByLabel("What").selectOption({ value: "violence-and-sexual-offences" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/category=violence-and-sexual-offences/);
  await expect(page.locator("[data-card]").first()).toBeVisible();
  await expect(page.getByRole("table").first()).toBeVisible();
  await expect(page.locator("[data-map]")).toBeHidden();
  // Chromium with scripts switched off for a test does not show the element, only real readers' browsers do.
  expect(await page.locator("noscript").textContent()).toContain("The map needs a script.");
});

test("what is wrong with a form is said beside it", async ({ page, faults }) => {
  faults.expected.push(/4\d\d/);
  await page.goto("/");
  await page.locator('main input[name="hotspot"]').first().check();
  await page.getByRole("button", { name: /^Plan the week/ }).click();
  await page.getByLabel("First day").fill("yesterday");
  await page.getByRole("button", { name: "Make the plan" }).click();
  await expect(page.getByRole("heading", { name: "There is a problem" })).toBeVisible();
  await expect(page.getByLabel("First day")).toHaveValue("yesterday");
});

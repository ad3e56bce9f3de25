import { drawn, expect, test } from "./house.ts";

// The first way through the product, as one person walks it: from the question to
// the paper in an officer's hand.
test("from a question to a patrol sheet", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Map", exact: true }).click();
  await expect(page).toHaveURL(/\/map/);

  await test.step("choose category and months", async () => {
    await page.getByLabel("What").selectOption({ value: "violence-and-sexual-offences" });
    await page.getByLabel("From", { exact: true }).fill("2026-08");
    await page.getByLabel("To", { exact: true }).fill("2026-10");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page).toHaveURL(/category=violence-and-sexual-offences/);
    await expect(page.locator(".hb-lead")).toContainText(/\d+ reports/);
    await drawn(page);
  });

  await test.step("click the first hotspot and read its reason", async () => {
    const row = page.locator('[data-list="hotspot"] [data-hotspot]').first();
    const id = await row.getAttribute("data-hotspot");
    await expect(page.locator(`[data-card="${id}"]`)).toBeHidden();
    await row.getByRole("link").first().click();
    await expect(row).toHaveAttribute("aria-current", "true");
    await expect(page.locator(`[data-card="${id}"]`)).toBeVisible();
    await expect(page.locator(`[data-card="${id}"]`)).toContainText(/borough average/i);
    expect(new URL(page.url()).hash).toBe(`#card-${id}`);
  });

  await test.step("switch orders and wards on", async () => {
    const orders = page.waitForResponse((r) => r.url().includes("/api/v1/orders"));
    await page.getByLabel("Orders", { exact: true }).check();
    await page.getByLabel("Wards", { exact: true }).check();
    expect((await orders).status()).toBe(200);
    await drawn(page);
    await expect(page.locator("[data-map-legend]")).toContainText("Order in force");
    await expect(page.locator("[data-map-legend]")).toContainText("Ward");
  });

  await test.step("make a plan of the first three places", async () => {
    const picks = page.locator('main table input[name="hotspot"]');
    for (let i = 0; i < 3; i++) await picks.nth(i).check();
    await page.getByRole("button", { name: "Plan the ticked places" }).click();
    await expect(page.locator('input[name="hotspot"]:checked')).toHaveCount(3);
    await page.getByRole("button", { name: "Make the plan" }).click();
    await expect(page).toHaveURL(/\/operations\/[^/?#]+/);
    const map = await drawn(page);
    await expect(map).toHaveAttribute("data-map", "plan");
    await expect(page.locator("[data-map-legend]")).toContainText("Walk of");
  });

  await test.step("open the sheet, as a page and as paper", async () => {
    const pdf = await page.locator('a[href$=".pdf"]').first().getAttribute("href");
    const paper = await page.request.get(pdf!);
    expect(paper.status()).toBe(200);
    expect(paper.headers()["content-type"]).toBe("application/pdf");
    expect((await paper.body()).subarray(0, 5).toString()).toBe("%PDF-");

    await page.locator('a[href*="/sheet/"]:not([href$=".pdf"])').first().click();
    await expect(page).toHaveURL(/\/operations\/[^/]+\/sheet\/\d+$/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("table").first()).toContainText(/Arrive/i);
    await expect(page.locator("svg").first()).toBeVisible();
  });
});

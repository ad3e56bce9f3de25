import type { Page } from "@playwright/test";
import { expect, test } from "./house.ts";

/** The text of the rows under one of Today's headings or folded lists. */
async function under(page: Page, id: string): Promise<string[]> {
  return page.locator(`#${id}`).evaluate((start) => {
    const boxes: Element[] = start.matches("details") ? [start] : [];
    for (let e = start.nextElementSibling; boxes[0] !== start && e && e.tagName !== "H2"; e = e.nextElementSibling) boxes.push(e);
    return boxes.flatMap((box) => [...box.querySelectorAll("tbody tr")]).map((row) => row.textContent ?? "");
  });
}

test.beforeEach(({ page }) => page.goto("/").then(() => undefined));

test("the first line says to when the data reach", async ({ page }) => {
  await expect(page.locator(".hb-lead")).toContainText("1 November");
  await expect(page.locator(".hb-sample")).toHaveText("Wendmouth is invented. Its clock stands at Monday 2 November 2026.");
});

test("Swan Bridge is new", async ({ page }) => {
  expect((await under(page, "new")).filter((row) => row.includes("Swan Bridge"))).not.toEqual([]);
  expect((await under(page, "still")).filter((row) => row.includes("Swan Bridge") && row.includes("Robbery"))).toEqual([]);
});

test("Fish Street is still there", async ({ page }) => {
  expect((await under(page, "still")).filter((row) => row.includes("Fish Street"))).not.toEqual([]);
});

test("Plover Close is too few to call, and nothing else", async ({ page }) => {
  expect((await under(page, "few")).filter((row) => row.includes("Plover Close"))).not.toEqual([]);
  for (const list of ["new", "still", "cooling", "check"]) {
    expect((await under(page, list)).filter((row) => row.includes("Plover Close")), list).toEqual([]);
  }
});

test("Kestrel Towers is not for foot patrol and cannot be ticked", async ({ page }) => {
  expect((await under(page, "foot")).filter((row) => row.includes("Kestrel Towers"))).not.toEqual([]);
  for (const list of ["new", "still", "cooling"]) {
    expect((await under(page, list)).filter((row) => row.includes("Kestrel Towers")), list).toEqual([]);
  }
  await expect(page.locator('input[name="hotspot"]').and(page.getByLabel(/Kestrel Towers/))).toHaveCount(0);
});

test("Ropewalk courts, which police presence makes, are nowhere", async ({ page }) => {
  await expect(page.locator("main")).not.toContainText("Ropewalk Court");
});

test("the page speaks plainly", async ({ page }) => {
  const words = await page.locator("main").innerText();
  expect(words).not.toMatch(/\bH3\b|\bz\b|\bp[- ]value|predict/i);
});

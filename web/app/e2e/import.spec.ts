import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { violations } from "./axe.ts";
import { expect, test as house } from "./house.ts";
import { start, type Program } from "./program.ts";

/** A folder of its own: what is invented takes nothing in. */
const test = house.extend<object, { program: Program }>({
  program: [
    async ({}, use) => {
      const program = await start();
      await use(program);
      await program.end();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ program }, use) => use(program.url),
});

/** A council's log: a heading nobody knows, a name, and a date that is none. */
function log(month: string): string {
  return [
    "Case no,Wann,Kind of case,Longitude,Latitude,Victim name",
    `c${month}1,2026-${month}-01 22:10,Anti-social behaviour,-0.08,51.51,Ebenezer Quillfeather`,
    `c${month}2,2026-${month}-02 23:40,Burglary,-0.081,51.511,`,
    `c${month}3,someday,Burglary,-0.082,51.512,Ebenezer Quillfeather`,
  ].join("\n");
}

const file = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

/** The file input, which the script hides behind its drop zone. */
const input = (page: Page): Locator => page.locator('input[type="file"]');

/** The Data page, once its drop zone is there. */
async function open(page: Page): Promise<void> {
  await page.goto("/data");
  await expect(page.locator("button#file")).toBeVisible();
}

async function send(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send and look at it" }).click();
  await page.waitForURL(/\/data\/import\/[0-9a-f]+/);
}

/** From a file just sent to what came of it, as an officer goes. */
async function bringIn(page: Page, month: string): Promise<void> {
  await expect(page.getByText("It needs a column that says when it happened.")).toBeVisible();
  await expect(page.locator("main")).not.toContainText("Quillfeather");
  await page.getByLabel("Strip “Victim name” and go on").check();
  await page.getByLabel("Wann", { exact: true }).selectOption({ label: "When it happened" });
  await page.getByLabel("Kind of case", { exact: true }).selectOption({ label: "What happened" });
  await page.getByRole("button", { name: "Read again with these choices" }).click();
  const rows = page.getByRole("table", { name: "The first rows as they would be read" });
  await expect(rows).toContainText(`Anti-social behaviour`);
  await expect(rows).toContainText("22:10");
  await expect(rows).toContainText("Rejected");
  await expect(page).toHaveURL(/map=/);
  await page.getByRole("button", { name: "Bring it in" }).click();
  await untilIn(page);
  await expect(page.locator(".hb-lead")).toHaveText("3 rows read: 2 came in.");
  await expect(page.locator("main")).toContainText("Stripped and not kept: Victim name.");
  await expect(page.locator("main")).not.toContainText("Quillfeather");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download all rejected rows (CSV)" }).click()]);
  const rejects = readFileSync(await download.path(), "utf8");
  expect(rejects).toContain(`${month}.csv,4,`);
  expect(rejects).toContain("someday");
  expect(rejects).not.toContain("Quillfeather");
}

/** Without a script the reader asks how far it is. */
async function untilIn(page: Page): Promise<void> {
  const heading = page.getByRole("heading", { level: 1, name: /^Brought in: / });
  const ask = page.getByRole("link", { name: "Show how far it is now" });
  await expect(async () => {
    if (await ask.isVisible()) await ask.click();
    await expect(heading).toBeVisible({ timeout: 500 });
  }).toPass();
}

test("a file chosen by hand comes in", async ({ page }) => {
  await open(page);
  const button = page.locator("button#file");
  await button.focus();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
  await chooser.setFiles(file("log-03.csv", log("03")));
  await expect(button).toContainText("log-03.csv");
  await send(page);
  await bringIn(page, "03");
  await page.getByRole("link", { name: "See it on the map" }).click();
  await expect(page.locator("[data-map]")).toHaveAttribute("data-map-state", "idle");
  await page.goto("/data");
  await expect(page.getByRole("table", { name: /^log/ })).toContainText("2");
});

test("a file dropped on the page comes in", async ({ page }) => {
  await open(page);
  const dropped = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "log-04.csv", { type: "text/csv" }));
    return transfer;
  }, log("04"));
  await page.dispatchEvent("button#file", "drop", { dataTransfer: dropped });
  await expect(page.locator("button#file")).toContainText("log-04.csv");
  await send(page);
  await bringIn(page, "04");
});

test("what is too large is not even sent", async ({ page }) => {
  await open(page);
  await page.locator("form[data-upload]").evaluate((form) => form.setAttribute("data-limit", "10"));
  await input(page).setInputFiles(file("log.csv", log("05")));
  await page.getByRole("button", { name: "Send and look at it" }).click();
  await expect(page.getByRole("alert")).toContainText("larger than");
  await expect(page.locator("button#file")).toBeFocused();
  await expect(page).toHaveURL(/\/data$/);
});

test("faults of the form are told, and the focus goes there", async ({ page, faults }) => {
  faults.expected.push(/422/);
  await open(page);
  await page.getByRole("button", { name: "Send and look at it" }).click();
  await expect(page.locator(".govuk-error-summary")).toBeFocused();
  await expect(page).toHaveTitle(/^Error: /);
  await page.getByRole("link", { name: "Choose a file" }).click();
  await expect(page.locator("button#file")).toBeFocused();
  expect(await violations(page)).toEqual([]);
});

test("the page says how far an import is and goes on by itself", async ({ page }) => {
  const rows = Array.from({ length: 200_000 }, (_, i) => `r${i},2026-05-${String((i % 28) + 1).padStart(2, "0")},Noise,-0.08,51.5`);
  await open(page);
  await input(page).setInputFiles(file("many.csv", ["Ref,Date,Type,Lon,Lat", ...rows].join("\n")));
  await send(page);
  // Held at one answer, so that there is time to look at the page.
  await page.route("**/api/v1/imports/*", (route) => route.fulfill({ json: { state: "running", rows: 12_000 } }));
  await page.getByRole("button", { name: "Bring it in" }).click();
  await expect(page.locator(".hb-lead")).toHaveText("12,000 rows so far.");
  await expect(page.getByRole("progressbar", { name: "Bringing the file in" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.unroute("**/api/v1/imports/*");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Brought in: many.csv");
  await expect(page.locator(".hb-lead")).toHaveText("200,000 rows read: 200,000 came in.");
});

for (const [name, size] of [["desktop", { width: 1280, height: 900 }], ["phone", { width: 360, height: 740 }]] as const) {
  test.describe(`on a ${name}`, () => {
    test.use({ viewport: size });

    test("every page of it is accessible and as wide as the screen", async ({ page }) => {
      const sound = async (): Promise<void> => {
        for (const details of await page.locator("details").all()) await details.evaluate((d) => ((d as HTMLDetailsElement).open = true));
        expect(await violations(page), page.url()).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), page.url()).toBeLessThanOrEqual(size.width);
      };
      await open(page);
      await sound();
      await input(page).setInputFiles([file("log-a.csv", log("06")), file("log-b.csv", log("07"))]);
      await send(page);
      await sound();
      await page.getByLabel("Strip “Victim name” and go on").check();
      await page.getByLabel("Wann", { exact: true }).selectOption({ label: "When it happened" });
      await page.getByLabel("Kind of case", { exact: true }).selectOption({ label: "What happened" });
      await page.getByRole("button", { name: "Read again with these choices" }).click();
      await expect(page.getByRole("table", { name: "The first rows as they would be read" })).toBeVisible();
      await sound();
      await page.getByLabel("Name of this kind of file").fill(`Log on a ${name}`);
      await page.getByRole("button", { name: "Save these choices" }).click();
      await expect(page.getByLabel("Kind of file", { exact: true })).toHaveValue(`log-on-a-${name}`);
      await page.getByRole("button", { name: "Discard the files" }).click();
      await page.getByRole("button", { name: `Delete Log on a ${name}` }).click();
      await expect(page.getByText(`Log on a ${name}`)).toHaveCount(0);
      await page.getByLabel("Areas", { exact: true }).check();
      await input(page).setInputFiles({ name: "wards.geojson", mimeType: "application/geo+json", buffer: Buffer.from(wards) });
      await send(page);
      await sound();
      await page.getByLabel("What kind of areas are they?").selectOption({ label: "Wards" });
      await page.getByRole("button", { name: "Bring it in" }).click();
      await untilIn(page);
      await sound();
    });
  });
}

const wards = JSON.stringify({
  type: "FeatureCollection",
  features: ["West", "East"].map((name, i) => ({
    type: "Feature",
    properties: { code: `E0500000${i}`, name },
    geometry: { type: "Polygon", coordinates: [[[-0.1 + i * 0.1, 51.5], [i * 0.1, 51.5], [i * 0.1, 51.6], [-0.1 + i * 0.1, 51.6], [-0.1 + i * 0.1, 51.5]]] },
  })),
});

test.describe("without a script", () => {
  test.use({ javaScriptEnabled: false });

  test("a file comes in all the same", async ({ page }) => {
    await page.goto("/data");
    await page.getByLabel("File", { exact: true }).setInputFiles(file("log-08.csv", log("08")));
    await send(page);
    await bringIn(page, "08");
  });

  test("what is missing is told beside its field", async ({ page, faults }) => {
    faults.expected.push(/422/);
    await page.goto("/data");
    await page.getByLabel("File", { exact: true }).setInputFiles(file("log-09.csv", log("09")));
    await send(page);
    await page.getByRole("button", { name: "Bring it in" }).click();
    await expect(page.getByRole("heading", { name: "There is a problem" })).toBeVisible();
    await page.getByRole("link", { name: "Choose a column that says when it happened" }).click();
    await expect(page).toHaveURL(/#columns$/);
    await page.getByRole("button", { name: "Discard the file" }).click();
    await expect(page).toHaveURL(/\/data/);
  });
});

house("the invented borough takes nothing in, and shows how a file would be read", async ({ page }) => {
  const said = "This folder holds the invented borough; nothing can be brought into it.";
  await page.goto("/data");
  await expect(page.getByText(said)).toBeVisible();
  await input(page).setInputFiles(file("log-03.csv", log("03")));
  await send(page);
  await expect(page.getByText(said)).toBeVisible();
  await expect(page.getByRole("button", { name: "Bring it in" })).toHaveCount(0);
  await page.getByRole("button", { name: "Discard the file" }).click();
});

import { test as base, expect, type Locator, type Page } from "@playwright/test";

/** What a page did that it must not do. */
export interface Faults {
  /** Requests to anywhere but the program. */
  foreign: string[];
  /** Console errors and warnings, uncaught errors, answers of 400 and more. */
  complaints: string[];
  /** Patterns of complaints that a test provokes. */
  expected: RegExp[];
}

/**
 * Every test fails if its page asked another origin for anything, or complained
 * in the console, be it about the content policy or anything else.
 */
export const test = base.extend<{ faults: Faults }>({
  faults: [
    async ({ page, baseURL }, use) => {
      const faults: Faults = { foreign: [], complaints: [], expected: [] };
      watch(page, new URL(baseURL!).origin, faults);
      await use(faults);
      expect(faults.foreign, "requests to another origin").toEqual([]);
      expect(faults.complaints.filter((c) => !faults.expected.some((e) => e.test(c))), "complaints of the page").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

function watch(page: Page, origin: string, faults: Faults): void {
  page.on("request", (r) => {
    const url = new URL(r.url());
    if (url.origin !== origin && !["data:", "blob:"].includes(url.protocol)) faults.foreign.push(r.url());
  });
  page.on("console", (m) => {
    if (["error", "warning"].includes(m.type()) && !isDriverNote(m.text())) faults.complaints.push(`${m.type()}: ${m.text()} ${m.location().url}`);
  });
  page.on("pageerror", (e) => faults.complaints.push(`uncaught: ${e.message}`));
  page.on("response", (r) => {
    if (r.status() >= 400) faults.complaints.push(`${r.status()} ${r.url()}`);
  });
}

/** Chromium's own remarks on drawing in software say nothing of the page. */
function isDriverNote(text: string): boolean {
  return /GL Driver Message|GPU stall due to ReadPixels|Automatic fallback to software WebGL/.test(text);
}

/** The page's map, drawn and with everything it waits for. */
export async function drawn(page: Page): Promise<Locator> {
  const map = page.locator("[data-map]");
  await expect(map).toHaveAttribute("data-map-state", "idle");
  return map;
}

interface Patch {
  count: number;
  /** The mean position, in pixels of the page from the top left of the element. */
  x: number;
  y: number;
}

/** How many pixels of the map's picture are near each colour, by its name. */
export async function colours(page: Page, map: Locator, wanted: Record<string, string>): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [name, hex] of Object.entries(wanted)) found[name] = (await patch(page, map, hex)).count;
  return found;
}

/** The middle of everything drawn in a colour. */
export async function middleOf(page: Page, map: Locator, hex: string): Promise<{ x: number; y: number }> {
  const { x, y } = await patch(page, map, hex);
  return { x, y };
}

async function patch(page: Page, map: Locator, hex: string): Promise<Patch> {
  const png = (await map.screenshot()).toString("base64");
  // Counted on an empty page: the map's own lets no data in.
  const bench = await page.context().newPage();
  try {
    return await bench.evaluate(measure, { png, hex });
  } finally {
    await bench.close();
  }
}

async function measure({ png, hex }: { png: string; hex: string }): Promise<Patch> {
  const bytes = Uint8Array.from(atob(png), (c) => c.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const pen = new OffscreenCanvas(picture.width, picture.height).getContext("2d")!;
  pen.drawImage(picture, 0, 0);
  const { data } = pen.getImageData(0, 0, picture.width, picture.height);
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)) as [number, number, number];
  let [count, x, y] = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) {
    if (Math.abs(data[i]! - r) + Math.abs(data[i + 1]! - g) + Math.abs(data[i + 2]! - b) >= 36) continue;
    count++;
    x += (i / 4) % picture.width;
    y += Math.floor(i / 4 / picture.width);
  }
  return { count, x: x / Math.max(count, 1), y: y / Math.max(count, 1) };
}

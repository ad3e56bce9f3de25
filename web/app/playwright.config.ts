import { defineConfig } from "@playwright/test";
import { chromium } from "./e2e/chromium.ts";

/**
 * The real program in the system's Chromium: nothing is downloaded. HEXBEAT_BIN
 * names the program, CHROMIUM the browser where it is in an unusual place.
 */
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/serve.ts",
  outputDir: "test-results",
  // Maps are drawn in software here: one at a time, and patience.
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    // Set by the global setup, which starts the program on a free port.
    baseURL: process.env["HEXBEAT_URL"] ?? "",
    browserName: "chromium",
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/London",
    reducedMotion: "reduce",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium(),
      args: ["--no-sandbox", "--disable-background-networking", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
    },
  },
});

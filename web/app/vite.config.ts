import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { licences, sweep, withoutExplorer } from "./build/plugins.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  // The server hands web/dist out under /assets/.
  base: "/assets/",
  publicDir: false,
  build: {
    outDir: here("../dist"),
    emptyOutDir: false,
    assetsDir: "",
    assetsInlineLimit: 0,
    manifest: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    // MapLibre is one file of about a megabyte and is loaded by map pages only.
    chunkSizeWarningLimit: 1200,
    rollupOptions: { input: here("src/main.ts") },
  },
  css: {
    preprocessorOptions: { scss: { loadPaths: [here("node_modules")], quietDeps: true } },
  },
  plugins: [withoutExplorer(), licences(here(".")), sweep(here("../dist"))],
  test: { include: ["test/**/*.test.ts"], environment: "node" },
});

import { colour } from "./palette.ts";
import { dots, hatch, rules, type Raster } from "./pattern.ts";
import { image } from "./style_cells.ts";
import { classes, markKinds, symbol, symbolName } from "./symbols.ts";

/** Pixels of pattern pictures to one of the page, so that they stay crisp. */
export const patternRatio = 2;

/** The patterns that carry "How sure" without colour. Drawn here, fetched from nowhere. */
export function patterns(): Record<keyof typeof image, Raster> {
  return {
    hot: hatch(colour.hot, colour.white, 14, 3.2),
    watch: dots(colour.watch, colour.white, 16, 2.6),
    cold: rules(colour.white, colour.cold, 12, 3),
  };
}

/** Pixels of a symbol on the map, its white edge with it, at patternRatio. */
const symbolSize = 44;

/** The symbols of every class of every layer, by the name the map knows them by. */
export function symbolImages(): [string, Raster][] {
  return markKinds.flatMap((kind) => classes(kind).map((name): [string, Raster] => [symbolName(kind, name), symbol(kind, name, symbolSize)]));
}

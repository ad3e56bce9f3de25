/**
 * Fonts of the reader's machine, for a style without glyphs. MapLibre takes the
 * weight and slope from the first name and draws with the first family there is,
 * or with the system's sans serif.
 */
export const plain = ["Arial", "Helvetica"];
export const bold = ["Arial Bold", "Arial", "Helvetica"];
export const italic = ["Arial Italic", "Arial", "Helvetica"];

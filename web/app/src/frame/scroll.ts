/**
 * Boxes in which a wide table scrolls are reached by the tab key while there is
 * something to scroll, under the name of what they hold. Boxes with links in them
 * are reached through those already, but not every table has links.
 */
export function reachable(page: Document): void {
  const boxes = page.querySelectorAll<HTMLElement>(".hb-scroll");
  const watcher = new ResizeObserver((changes) => changes.forEach((c) => apply(c.target as HTMLElement)));
  for (const box of boxes) watcher.observe(box);
}

function apply(box: HTMLElement): void {
  const scrolls = box.scrollWidth > box.clientWidth;
  if (!scrolls) return ["tabindex", "role", "aria-label"].forEach((name) => box.removeAttribute(name));
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", nameOf(box));
}

function nameOf(box: HTMLElement): string {
  return box.querySelector("caption")?.textContent?.trim() || "Wide table";
}

import { hashOf, idOf } from "./hash.ts";

/**
 * The one selected group, shared by list, cards, map and address. Rows are
 * `[data-hotspot]`, cards `[data-card]`; a card is moved into the first row of its
 * group and shown only while selected, so that reason and name stand together.
 */
export class Selection {
  readonly #rows = new Map<string, HTMLElement[]>();
  readonly #cards = new Map<string, HTMLElement>();
  readonly #watchers: ((id: string) => void)[] = [];
  readonly #page: Document;
  #current: string | undefined;

  constructor(page: Document) {
    this.#page = page;
    for (const row of page.querySelectorAll<HTMLElement>("[data-hotspot]")) this.#add(row.dataset["hotspot"] ?? "", row);
    for (const card of page.querySelectorAll<HTMLElement>("[data-card]")) this.#cards.set(card.dataset["card"] ?? "", card);
    for (const [id, card] of this.#cards) this.#fold(id, card);
    for (const link of page.querySelectorAll<HTMLAnchorElement>('a[href^="#card-"]')) link.addEventListener("click", (event) => this.#clicked(event, link));
    page.defaultView?.addEventListener("hashchange", () => this.#fromAddress());
    this.#fromAddress();
  }

  get current(): string | undefined {
    return this.#current;
  }

  /** Calls back at each change. */
  watch(callback: (id: string) => void): void {
    this.#watchers.push(callback);
  }

  select(id: string): void {
    if (!this.#rows.has(id) && !this.#cards.has(id)) return;
    if (this.#current !== undefined) this.#mark(this.#current, false);
    this.#current = id;
    this.#mark(id, true);
    const address = hashOf(id);
    if (this.#page.location.hash !== address) this.#page.defaultView?.history.replaceState(null, "", address);
    for (const callback of this.#watchers) callback(id);
  }

  /** Lights a row up while the pointer is over its outline. */
  hover(id: string | undefined): void {
    for (const [key, rows] of this.#rows) for (const row of rows) row.classList.toggle("hb-list__row--hover", key === id);
  }

  #add(id: string, row: HTMLElement): void {
    const rows = this.#rows.get(id);
    if (rows) rows.push(row);
    else this.#rows.set(id, [row]);
  }

  #fold(id: string, card: HTMLElement): void {
    card.hidden = true;
    card.tabIndex = -1;
    this.#rows.get(id)?.[0]?.append(card);
  }

  #mark(id: string, on: boolean): void {
    const rows = this.#rows.get(id) ?? [];
    for (const row of rows) {
      if (on) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    const card = this.#cards.get(id);
    if (card) card.hidden = !on;
    if (on) (rows[0] ?? card)?.scrollIntoView({ block: "nearest" });
  }

  #clicked(event: MouseEvent, link: HTMLAnchorElement): void {
    const id = idOf(link.hash);
    if (id === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.select(id);
    // Enter on a link reports no pointer: such a reader is taken to the card.
    if (event.detail === 0) this.#cards.get(id)?.focus();
  }

  #fromAddress(): void {
    const id = idOf(this.#page.location.hash);
    if (id !== undefined && id !== this.#current) this.select(id);
  }
}

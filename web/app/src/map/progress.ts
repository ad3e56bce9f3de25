/** Where a map stands; tests and styles read it from the element. */
export type State = "loading" | "idle" | "failed";

/**
 * What a map says about itself in words: what is still loading, what failed. The
 * line stands outside the map's element, which MapLibre fills itself.
 */
export class Progress {
  readonly #element: HTMLElement;
  readonly #line: HTMLElement;
  readonly #waiting = new Set<string>();
  readonly #failures = new Map<string, string>();
  #broken = false;

  constructor(element: HTMLElement) {
    this.#element = element;
    this.#line = element.ownerDocument.createElement("p");
    this.#line.className = "hb-map__status";
    this.#line.setAttribute("role", "status");
    element.before(this.#line);
    // Set before the map is made: it takes its size from an element that is shown.
    this.#set("loading");
  }

  /** Follows one part of the map, named as it is said: "the ward lines". Resolves to undefined where it failed. */
  async follow<T>(part: string, work: Promise<T>): Promise<T | undefined> {
    this.#waiting.add(part);
    this.#failures.delete(part);
    this.#say();
    try {
      return await work;
    } catch (error) {
      this.#failures.set(part, error instanceof Error ? error.message : String(error));
      return undefined;
    } finally {
      this.#waiting.delete(part);
      this.#say();
    }
  }

  /** Nothing is left to draw. */
  settled(): void {
    if (this.#waiting.size === 0) this.#set(this.#failures.size > 0 ? "failed" : "idle");
  }

  /** No map can be drawn at all. */
  broken(sentence: string): void {
    this.#broken = true;
    this.#line.textContent = sentence;
    this.#set("failed");
    this.#element.hidden = true;
  }

  #say(): void {
    if (this.#broken) return;
    this.#line.textContent = words([...this.#waiting], this.#failures);
    if (this.#waiting.size > 0) this.#set("loading");
  }

  #set(state: State): void {
    this.#element.dataset["mapState"] = state;
    this.#line.dataset["state"] = state;
  }
}

/** What the line says; empty when everything is there. */
export function words(waiting: readonly string[], failures: ReadonlyMap<string, string>): string {
  const sentences = [...failures].map(([part, why]) => `${capital(part)} could not be loaded: ${why}. The rest of the map and the table below are not affected.`);
  if (waiting.length > 0) sentences.push(`Loading ${joined(waiting)} …`);
  return sentences.join(" ");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

export interface ClientOptions {
  /** The address of a Galeria, such as `http://127.0.0.1:8080`. The page's own origin by default. */
  readonly baseUrl?: string;
  /** Returns the API key of the next request, or undefined if none is needed. */
  readonly key?: () => string | null | undefined;
  /** The `fetch` to use. */
  readonly fetch?: typeof globalThis.fetch;
}

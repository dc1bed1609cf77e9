const NAME = 'galeria-key';

/** The API key of this tab. It goes with the tab, and no other page of the host's gets it. */
export const apiKey = {
  get: (): string | null => sessionStorage.getItem(NAME),
  set: (key: string): void => sessionStorage.setItem(NAME, key),
  forget: (): void => sessionStorage.removeItem(NAME),
};

/** RFC 6750, section 2.1; nothing where no key is needed. */
export function authorization(): Record<string, string> {
  const key = apiKey.get();
  return key === null ? {} : { authorization: `Bearer ${key}` };
}

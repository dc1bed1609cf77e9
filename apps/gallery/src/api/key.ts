const NAME = 'galeria-key';

/** The API key, stored in this tab only and deleted when the tab is closed. */
export const apiKey = {
  get: (): string | null => sessionStorage.getItem(NAME),
  set: (key: string): void => sessionStorage.setItem(NAME, key),
  forget: (): void => sessionStorage.removeItem(NAME),
};

/** Whether a text can be sent in a header: a key has printable ASCII characters only. */
export const isSendable = (key: string): boolean => /^[\x21-\x7e]+$/.test(key);

/** Returns the Authorization header (RFC 6750, section 2.1), or no header without a key. */
export function authorization(): Record<string, string> {
  const key = apiKey.get();
  return key === null ? {} : { authorization: `Bearer ${key}` };
}

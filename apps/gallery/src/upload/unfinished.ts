import { EXPIRES_MS } from './limits.ts';

/** The prefix of tus-js-client's entries in the browser's storage. */
const PREFIX = 'tus::';

interface Entry {
  readonly creationTime: string;
  readonly metadata?: { readonly filename?: string };
}

/** The names of files whose upload an earlier visit did not finish. Removes entries that expired. */
export function unfinishedNames(storage: Storage, now: number): string[] {
  const names = new Set<string>();
  for (const key of Object.keys(storage)) {
    if (!key.startsWith(PREFIX)) continue;
    const { creationTime, metadata } = parse(storage.getItem(key));
    if (!(now - Date.parse(creationTime) < EXPIRES_MS)) storage.removeItem(key);
    else if (metadata?.filename) names.add(metadata.filename);
  }
  return [...names];
}

function parse(text: string | null): Entry {
  try {
    return { creationTime: '', ...JSON.parse(text ?? '') };
  } catch {
    return { creationTime: '' };
  }
}

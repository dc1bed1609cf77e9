import { limits } from '../../limits.ts';
import { parseXml } from './parse.ts';

/** The texts of the requested elements in the order of the file. */
export interface Fields {
  first(name: string): string | undefined;
  all(name: string): readonly string[];
}

export const noFields: Fields = { first: () => undefined, all: () => [] };

/**
 * Reads simple elements, such as `dc:title`, anywhere in the document.
 *
 * @param also called for each element, to read attributes
 * @throws MediaError `corrupt`
 */
export async function readFields(
  chunks: AsyncIterable<Uint8Array>,
  wanted: readonly string[],
  also?: (name: string, attribute: (name: string) => string | undefined) => void,
): Promise<Fields> {
  const found = new Map<string, string[]>();
  let open: string | undefined;
  let value = '';
  await parseXml(chunks, {
    open(name, attribute) {
      also?.(name, attribute);
      if (!wanted.includes(name)) return;
      open = name;
      value = '';
    },
    text(text) {
      if (open && value.length < limits.maxValueCharacters * 2) value += text;
    },
    close(name) {
      if (name !== open) return;
      const values = found.get(name) ?? [];
      if (values.length < limits.maxKeywords) found.set(name, [...values, value.trim()]);
      open = undefined;
    },
  });
  const all = (name: string) => (found.get(name) ?? []).filter((each) => each !== '');
  return { all, first: (name) => all(name)[0] };
}

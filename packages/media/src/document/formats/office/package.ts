import { posix } from 'node:path';
import { parseXml } from '../../containers/xml/parse.ts';
import type { Zip } from '../../containers/zip.ts';

/** A relationship of a part (ECMA-376, part 2, 6.5). */
export interface Relationship {
  readonly id: string;
  /**
   * The last segment of its type, such as `officeDocument`, which is the same in strict and
   * transitional.
   */
  readonly type: string;
  /** The name of the target part. */
  readonly target: string;
}

/** Returns the relationships of a part or of the package (`''`), without external ones. */
export async function relationshipsOf(zip: Zip, part: string): Promise<Relationship[]> {
  const name = posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
  const found: Relationship[] = [];
  if (!zip.has(name)) return found;
  await parseXml(zip.chunks(name), {
    open(element, attribute) {
      if (element !== 'rels:Relationship' || attribute('TargetMode') === 'External') return;
      const [id, type, target] = [attribute('Id'), attribute('Type'), attribute('Target')];
      if (!id || !type || !target) return;
      const from = target.startsWith('/') ? '' : posix.dirname(part);
      found.push({
        id,
        type: type.slice(type.lastIndexOf('/') + 1),
        target: posix.join(from, target).replace(/^\/+/, ''),
      });
    },
  });
  return found;
}

/** Returns the content types of a package's parts (ECMA-376, part 2, 6.2.3). */
export async function contentTypesOf(zip: Zip): Promise<(part: string) => string | undefined> {
  const overrides = new Map<string, string>();
  const defaults = new Map<string, string>();
  await parseXml(zip.chunks('[Content_Types].xml'), {
    open(element, attribute) {
      const type = attribute('ContentType') ?? '';
      const part = attribute('PartName')?.replace(/^\//, '').toLowerCase();
      const extension = attribute('Extension')?.toLowerCase();
      if (element === 'types:Override' && part) overrides.set(part, type);
      if (element === 'types:Default' && extension) defaults.set(extension, type);
    },
  });
  return (part) => {
    const name = part.toLowerCase();
    return overrides.get(name) ?? defaults.get(posix.extname(name).slice(1));
  };
}

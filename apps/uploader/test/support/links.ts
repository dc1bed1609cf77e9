import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Links and images of Markdown: `[text](target)`. */
const LINK = /\]\(([^)\s]+)\)/g;

/**
 * Finds the links of a document whose file or heading does not exist.
 *
 * @returns the path of each, with its fragment if the heading is missing
 */
export function brokenLinks(document: string, text = readFileSync(document, 'utf8')): string[] {
  const targets = [...withoutCode(text).matchAll(LINK)].map(([, target]) => target!);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .flatMap((target) => {
      const [path = '', fragment] = target.split('#');
      const file = path === '' ? document : resolve(dirname(document), path);
      if (!existsSync(file)) return [file];
      if (fragment === undefined) return [];
      const content = file === document ? text : readFileSync(file, 'utf8');
      return anchorsOf(content).has(fragment) ? [] : [`${file}#${fragment}`];
    });
}

const withoutCode = (text: string) => text.replaceAll(/^```.*?^```$/gms, '');

/**
 * The anchors that GitHub generates for a document's headings.
 *
 * @see https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links
 */
const anchorsOf = (text: string): Set<string> =>
  new Set(
    [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );

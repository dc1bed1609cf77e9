import { globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problems } from '@galeria/api';
import { failures, notes } from '@galeria/media';
import { describe, expect, test } from '@jest/globals';
import { brokenLinks } from './support/links.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The repository's own documents: at its root, and below `docs`. */
const documents = ['.', 'docs', 'docs/decisions'].flatMap(markdownIn);

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

describe('docs/api.md', () => {
  const api = read('docs/api.md');

  test.each(Object.entries(problems))('lists the problem %s', (code, { status, title }) => {
    expect(api).toContain(`\n| ${status} | \`${code}\` | ${title}`);
  });

  test.each(Object.entries(failures))('lists the failure %s', (code, { title }) => {
    expect(api).toContain(`\n| \`${code}\` | ${title}`);
  });

  test.each(Object.entries(notes))('lists the note %s', (code, message) => {
    expect(api).toContain(`\n| \`${code}\` | ${message}`);
  });
});

test('docs/dependencies.md gives a reason for every dependency', () => {
  const listed = read('docs/dependencies.md');
  const manifests = ['.', 'infra', ...foldersOf('packages'), ...foldersOf('apps')];
  const names = manifests.flatMap((folder) => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      read(join(folder, 'package.json')),
    );
    return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  });
  const missing = new Set(
    names.filter((name) => !name.startsWith('@galeria/') && !listed.includes(`\`${name}\``)),
  );
  expect([...missing]).toEqual([]);
});

test('ARCHITECTURE.md has at most 150 lines', () => {
  expect(read('ARCHITECTURE.md').split('\n').length).toBeLessThanOrEqual(151);
});

test('docs/decisions/README.md lists every decision', () => {
  const index = read('docs/decisions/README.md');
  const pages = markdownIn('docs/decisions').map((page) => basename(page));
  const decisions = pages.filter((page) => page !== 'README.md');
  expect(decisions.filter((page) => !index.includes(`](${page})`))).toEqual([]);
});

function foldersOf(parent: string): string[] {
  return readdirSync(join(root, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(parent, name));
}

describe('paths in backticks exist', () => {
  test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s', (document) => {
    const paths = repositoryPaths(read(document));
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => globSync(path, { cwd: root }).length === 0)).toEqual([]);
  });

  test('the check itself selects paths, and reads a placeholder as any name', () => {
    const text = 'In `packages/nowhere/a.ts`, `docs/<name>.md`, `originals/<kind>` and `npm test`.';
    expect(repositoryPaths(text)).toEqual(['packages/nowhere/a.ts', 'docs/*.md']);
  });
});

/** The paths in backticks that begin with a folder of the repository's root, as patterns. */
function repositoryPaths(text: string): string[] {
  const folders = foldersOf('.');
  return [...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, path]) => path!.replaceAll(/<[^>]+>/g, '*'))
    .filter((path) => path.includes('/') && folders.includes(path.split('/')[0]!));
}

describe('relative links lead somewhere', () => {
  test.each(documents)('%s', (document) => {
    expect(brokenLinks(join(root, document)).map((link) => relative(root, link))).toEqual([]);
  });

  test('the check itself finds a missing file and a missing heading', () => {
    const here = fileURLToPath(import.meta.url);
    const text =
      '[a](nowhere.md) [b](docs.test.ts) [c](#no-heading) [d](#a-heading)\n\n## A heading\n';
    expect(brokenLinks(here, text)).toEqual([
      join(dirname(here), 'nowhere.md'),
      `${here}#no-heading`,
    ]);
  });
});

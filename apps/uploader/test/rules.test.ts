import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Imports that ARCHITECTURE.md forbids, each with the file that has it. */
const WRONG_WAY: readonly (readonly [file: string, target: string])[] = [
  ['packages/media/src/up.ts', '@galeria/catalog'],
  ['packages/config/src/up.ts', '@galeria/processor'],
  ['packages/catalog/src/up.ts', '@galeria/cloud'],
  ['packages/api/src/up.ts', '@galeria/processor'],
  ['packages/cloud/src/up.ts', '@galeria/uploader'],
  ['packages/processor/src/up.ts', '@galeria/infra'],
  ['apps/uploader/src/across.ts', '@galeria/processor'],
];

/** A violation of each rule of biome.json, with the file that has it. */
const VIOLATIONS: readonly (readonly [rule: string, file: string, source: string])[] = [
  ['suspicious/noImportCycles', 'packages/media/src/one.ts', "import './other.ts';"],
  [
    'suspicious/noImportCycles',
    'packages/media/src/type-one.ts',
    "import type { Other } from './type-other.ts';\nexport type One = Other | 1;",
  ],
  ['suspicious/noFocusedTests', 'apps/local/test/a.test.ts', "test.only('a', () => undefined);"],
  ['suspicious/noSkippedTests', 'infra/test/b.test.ts', "test.skip('b', () => undefined);"],
  [
    'nursery/noFloatingPromises',
    'apps/cli/src/floating.ts',
    'async function work(): Promise<void> {}\nwork();',
  ],
  [
    'nursery/useExhaustiveSwitchCases',
    'apps/local/src/switch.ts',
    "export function f(x: 'a' | 'b'): void {\n  switch (x) {\n    case 'a':\n      break;\n  }\n}",
  ],
  ['style/noProcessEnv', 'apps/gallery/src/environment.ts', 'export const a = process.env.A;'],
  [
    'style/useNodejsImportProtocol',
    'packages/cloud/src/bare.ts',
    "import { join } from 'path';\nexport const a = join('a');",
  ],
  [
    'style/noNonNullAssertion',
    'infra/edge/assertion.ts',
    'export const first = (all: string[]): string => all[0]!;',
  ],
  ['correctness/noUnusedImports', 'bench/src/unused.ts', "import { join } from 'node:path';"],
  ['correctness/noUnusedVariables', 'apps/simulation/src/unused.ts', 'const a = 1;'],
  ...WRONG_WAY.map(
    ([file, target]) => ['style/noRestrictedImports', file, `import '${target}';`] as const,
  ),
];

/** Files that complete a violation, or that break no rule. */
const OTHERS: readonly (readonly [file: string, source: string])[] = [
  ['packages/media/src/other.ts', "import './one.ts';"],
  [
    'packages/media/src/type-other.ts',
    "import type { One } from './type-one.ts';\nexport type Other = One | 2;",
  ],
  ['apps/uploader/src/config.ts', 'export const a = process.env.A;'],
  ['apps/uploader/test/c.test.ts', 'export const first = (all: string[]) => all[0]!;'],
  ['apps/uploader/src/down.ts', "import '@galeria/cloud';"],
];

let folder: string;
let found: ReadonlySet<string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rules-'));
  await copyFile(join(root, 'biome.json'), join(folder, 'biome.json'));
  const files = [...VIOLATIONS.map(([, file, source]) => [file, source] as const), ...OTHERS];
  for (const [file, source] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${source}\n`);
  }
  found = await lint();
});

afterAll(() => rm(folder, { recursive: true }));

/** Lints the folder and returns `file rule` for each diagnostic. */
async function lint(): Promise<ReadonlySet<string>> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const options = ['--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github'];
  const output = await new Promise<string>((done) => {
    // Biome exits with 1, as it finds violations.
    execFile(process.execPath, [biome, 'lint', ...options, '.'], { cwd: folder }, (_, stdout) =>
      done(stdout),
    );
  });
  const lines = output.matchAll(/title=lint\/([^,]+),file=([^,]+)/g);
  return new Set(
    [...lines].map(([, rule, file = '']) => `${file.replace(`${folder}/`, '')} ${rule}`),
  );
}

test.each(VIOLATIONS)('lint reports %s in %s', (rule, file) => {
  expect(found).toContain(`${file} ${rule}`);
});

test.each(OTHERS.slice(2))('lint accepts %s', (file) => {
  expect([...found].filter((one) => one.startsWith(file))).toEqual([]);
});

/**
 * Packages the Lambdas for deployment: each bundle with the packages that cannot be bundled, built for
 * the functions' platform instead of this machine's.
 *
 * usage: node package-lambdas.ts         after `pnpm build`; leaves packaged/<name>/
 *        node package-lambdas.ts --x64   only prints the sizes for x64
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { kindByName } from '@galeria/media';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const MiB = 2 ** 20;

/**
 * `unzipped`, including layers, is Lambda's quota. `zipped` is our own limit, as larger packages start
 * slowly. FFmpeg takes most of the audio function's.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const LIMITS = { unzipped: 250 * MiB, zipped: 80 * MiB };

const onlyWeighs = process.argv.includes('--x64');
const PLATFORM = ['--os=linux', `--cpu=${onlyWeighs ? 'x64' : 'arm64'}`, '--libc=glibc'];

const bundles = here('../packages/processor/dist');
const packaged = onlyWeighs ? mkdtempSync(join(tmpdir(), 'galeria-packaged-')) : here('./packaged');

/** Installs the processors' dependencies from the lockfile for the functions' platform. */
function install(): string {
  const folder = mkdtempSync(join(tmpdir(), 'galeria-package-'));
  const { packageManager } = JSON.parse(readFileSync(here('../package.json'), 'utf8'));
  const deploy = ['--filter', '@galeria/processor', 'deploy', '--prod', '--legacy', ...PLATFORM];
  execFileSync(
    'npx',
    [
      ...['--yes', '--prefer-offline', packageManager, '--config.node-linker=hoisted'],
      ...[...deploy, join(folder, 'processor')],
    ],
    { cwd: here('..'), stdio: 'inherit' },
  );
  return folder;
}

/** Returns a package and its transitive dependencies. Missing packages are for other platforms. */
function closureOf(modules: string, name: string, found = new Set<string>()): Set<string> {
  if (found.has(name) || !readable(join(modules, name, 'package.json'))) return found;
  found.add(name);
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(modules, name, 'package.json'), 'utf8'),
  );
  for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) {
    closureOf(modules, needed, found);
  }
  return found;
}

const readable = (file: string) => statSync(file, { throwIfNoEntry: false }) !== undefined;

/** Returns the size of a folder in bytes, unzipped and zipped. */
function weigh(folder: string) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  return {
    unzipped: files.reduce((sum, bytes) => sum + bytes.length, 0),
    zipped: files.reduce((sum, bytes) => sum + deflateRawSync(bytes).length, 0),
  };
}

if (!readable(bundles)) throw new Error(`${bundles} does not exist: run \`pnpm build\` first`);
const installed = install();
rmSync(packaged, { recursive: true, force: true });
for (const name of readdirSync(bundles)) {
  const target = join(packaged, name);
  // Includes the programs that index.mjs starts and their assets, but not the source maps.
  const files = readdirSync(join(bundles, name)).filter((file) => !file.endsWith('.map'));
  for (const file of files) cpSync(join(bundles, name, file), join(target, file));
  const modules = join(installed, 'processor/node_modules');
  for (const native of kindByName(name)?.processor.natives ?? []) {
    const closure = closureOf(modules, native);
    if (closure.size === 0) throw new Error(`${name} needs ${native}, which was not installed`);
    for (const part of closure) {
      cpSync(join(modules, part), join(target, 'node_modules', part), { recursive: true });
    }
  }
  const weight = weigh(target);
  const said = `${name}: ${mib(weight.unzipped)} MiB, zipped ${mib(weight.zipped)} MiB`;
  if (weight.unzipped > LIMITS.unzipped || weight.zipped > LIMITS.zipped) {
    throw new Error(`${said}; the limit is ${mib(LIMITS.unzipped)}, zipped ${mib(LIMITS.zipped)}`);
  }
  console.log(said);
}
rmSync(installed, { recursive: true });
if (onlyWeighs) rmSync(packaged, { recursive: true });

function mib(bytes: number): string {
  return (bytes / MiB).toFixed(1);
}

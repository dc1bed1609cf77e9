/**
 * Packages the Lambdas for deploying: each bundle with those packages beside it that cannot be
 * bundled, in their build for the functions' platform and not for this machine's.
 *
 * usage: node package-lambdas.ts         after `pnpm build`; leaves packaged/<name>/
 *        node package-lambdas.ts --x64   only weighs what x64 would take
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
 * Unzipped, layers included, is Lambda's quota. Zipped is our own bound: what is larger starts slowly.
 * FFmpeg, for the audio kind, takes most of it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const LIMITS = { unzipped: 250 * MiB, zipped: 80 * MiB };

const onlyWeighs = process.argv.includes('--x64');
const PLATFORM = ['--os=linux', `--cpu=${onlyWeighs ? 'x64' : 'arm64'}`, '--libc=glibc'];

const bundles = here('../packages/processor/dist');
const packaged = onlyWeighs ? mkdtempSync(join(tmpdir(), 'galeria-packaged-')) : here('./packaged');

/** Installs what the processors need, as the lockfile has it, for the functions' platform. */
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

/** A package and all that it needs in turn; what is not there was for another platform. */
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

/** What a folder weighs in bytes, as it is and as a zip of it. */
function weigh(folder: string) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  return {
    unzipped: files.reduce((sum, bytes) => sum + bytes.length, 0),
    zipped: files.reduce((sum, bytes) => sum + deflateRawSync(bytes).length, 0),
  };
}

if (!readable(bundles)) throw new Error(`${bundles} is not there: run \`pnpm build\` first`);
const installed = install();
rmSync(packaged, { recursive: true, force: true });
for (const name of readdirSync(bundles)) {
  const target = join(packaged, name);
  // Beside index.mjs lie the programs that it starts, and their assets; the source maps stay here.
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
    throw new Error(
      `${said}; a Lambda may have ${mib(LIMITS.unzipped)}, zipped ${mib(LIMITS.zipped)}`,
    );
  }
  console.log(said);
}
rmSync(installed, { recursive: true });
if (onlyWeighs) rmSync(packaged, { recursive: true });

function mib(bytes: number): string {
  return (bytes / MiB).toFixed(1);
}

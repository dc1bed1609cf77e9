import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './root.mjs';
import { BootstrapError, progress, say } from './say.mjs';
import { stamp } from './stamp.mjs';

/**
 * A separate package whose lockfile has the integrity hashes of pnpm's binaries. `npm ci` verifies
 * them, also for cached files. `npx pnpm@<version>` verifies nothing.
 */
const pnpmFolder = join(root, 'tools/bootstrap/pnpm');
/** The verified pnpm. */
export const pnpm = join(
  pnpmFolder,
  `node_modules/@pnpm/exe.${process.platform}-${process.arch}/pnpm`,
);

const NPM_OPTIONS = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];

/** Installs the packages of the lockfile unless they are installed. */
export async function install() {
  const installed = stamp('installed', ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']);
  if (installed.fresh) return;
  const began = Date.now();
  say('installing the pinned packages (once; about 350 MB) …');
  await run('npm', 'ci', `--prefix=${pnpmFolder}`, ...NPM_OPTIONS);
  // npm skips an optional package that it cannot fetch or whose hash differs.
  if (!existsSync(pnpm)) {
    throw new BootstrapError(
      'Cannot download pnpm, or its hash differs from tools/bootstrap/pnpm/package-lock.json. Check the connection to the npm registry.',
    );
  }
  await run(pnpm, 'install', '--frozen-lockfile', '--reporter=append-only');
  installed.set();
  say(`installed in ${Math.round((Date.now() - began) / 1000)} s`);
}

async function run(program, ...args) {
  const { code, output } = await watch(program, args);
  if (code === 0) return;
  process.stderr.write(output);
  throw new BootstrapError(
    `Installing the packages failed; see the output of ${basename(program)} above. Check the connection to the npm registry.`,
  );
}

/** Runs a package manager and shows pnpm's log as one progress line. */
function watch(program, args) {
  const line = progress();
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const read = (chunk) => {
    output += chunk;
    const counts = /.*resolved (\d+), reused (\d+), downloaded (\d+), added (\d+)/s.exec(chunk);
    if (counts) {
      const [, , reused, downloaded, added] = counts;
      line.update(`${Number(reused) + Number(downloaded)} packages fetched, ${added} installed`);
    }
  };
  child.stdout.setEncoding('utf8').on('data', read);
  child.stderr.setEncoding('utf8').on('data', read);
  return new Promise((done, failed) => {
    child.on('error', (cause) =>
      failed(new BootstrapError(`Cannot start ${program}: ${cause.message}`, { cause })),
    );
    child.on('close', (code) => {
      line.end();
      done({ code, output });
    });
  });
}

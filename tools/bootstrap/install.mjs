import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './root.mjs';
import { BootstrapError, progress, say } from './say.mjs';
import { stamp } from './stamp.mjs';

/**
 * A package of its own whose lockfile has the integrity hashes of pnpm's binaries, which `npm ci`
 * verifies, also of what it takes from its cache. `npx pnpm@<version>` verifies nothing.
 */
const pnpmFolder = join(root, 'tools/bootstrap/pnpm');
/** The verified pnpm. */
export const pnpm = join(
  pnpmFolder,
  `node_modules/@pnpm/exe.${process.platform}-${process.arch}/pnpm`,
);

const NPM_OPTIONS = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];

/** Installs the lockfile, unless it is installed. */
export async function install() {
  const installed = stamp('installed', ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']);
  if (installed.fresh) return;
  const began = Date.now();
  say('installing the pinned packages (once; about 350 MB) …');
  await run('npm', 'ci', `--prefix=${pnpmFolder}`, ...NPM_OPTIONS);
  // npm leaves out an optional package that it cannot fetch or whose hash is another one.
  if (!existsSync(pnpm)) {
    throw new BootstrapError(
      'pnpm could not be fetched, or its bytes are not those of tools/bootstrap/pnpm/package-lock.json. Is the npm registry reachable?',
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
    `The packages could not be installed; what ${basename(program)} says is above. Is the npm registry reachable?`,
  );
}

/** Runs a package manager and turns pnpm's log into one line of progress. */
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
      failed(new BootstrapError(`${program} could not be started: ${cause.message}`, { cause })),
    );
    child.on('close', (code) => {
      line.end();
      done({ code, output });
    });
  });
}

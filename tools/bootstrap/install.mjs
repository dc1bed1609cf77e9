import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { BootstrapError, progress, say } from './say.mjs';
import { stamp } from './stamp.mjs';

const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** `npx` with the exact pnpm that package.json names: a range would ask the registry each time. */
export const pnpm = (...args) => ['npx', ['--yes', '--prefer-offline', packageManager, ...args]];

/** Installs the lockfile, unless it is installed. */
export async function install() {
  const installed = stamp('installed', ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']);
  if (installed.fresh) return;
  const began = Date.now();
  say('installing the pinned packages (once; about 350 MB) …');
  const { code, output } = await watch(
    ...pnpm('install', '--frozen-lockfile', '--reporter=append-only'),
  );
  if (code !== 0) {
    process.stderr.write(output);
    throw new BootstrapError(
      'The packages could not be installed; what pnpm says is above. Is the npm registry reachable?',
    );
  }
  installed.set();
  say(`installed in ${Math.round((Date.now() - began) / 1000)} s`);
}

/** Runs pnpm and turns its log into one line of progress. */
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
      failed(new BootstrapError(`npx could not be started: ${cause.message}`, { cause })),
    );
    child.on('close', (code) => {
      line.end();
      done({ code, output });
    });
  });
}

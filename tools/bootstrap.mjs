#!/usr/bin/env node
// Entry point for Node 20 and npm: installs the pinned pnpm and the lockfile, builds the bundles, and
// runs the command under Node 24. Needs no dependency and skips steps that are done.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from './bootstrap/build.mjs';
import { install } from './bootstrap/install.mjs';
import { node24, requirePlatform } from './bootstrap/platform.mjs';
import { root } from './bootstrap/root.mjs';
import { BootstrapError, say } from './bootstrap/say.mjs';

const [command, ...rest] = process.argv.slice(2);

const commands = {
  /** npm start [-- file or folder …] */
  start: async (files) => {
    await build();
    // npm runs scripts in the project's folder, but file arguments are relative to the user's.
    const from = process.env.INIT_CWD ?? process.cwd();
    const paths = files.map((file) => (file.startsWith('-') ? file : resolve(from, file)));
    return run([join(root, 'apps/local/src/main.ts'), ...paths]);
  },
  /** npm test [-- options for turbo] */
  test: (options) => run([join(root, 'tools/test.mjs'), ...options]),
};

/** Runs a program of the project under Node 24 and returns its exit status. */
function run(args) {
  const child = spawn(node24(), args, { cwd: root, stdio: 'inherit' });
  // A terminal sends Ctrl-C to the child as well. Wait for its graceful end.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('exit', (code, signal) => done(signal ? 128 + constants.signals[signal] : code));
  });
}

try {
  if (!(command in commands))
    throw new BootstrapError(`Unknown command "${command ?? ''}". Use npm start or npm test.`);
  requirePlatform();
  await install();
  if (!existsSync(node24()))
    throw new BootstrapError('Node 24 was not installed. Delete node_modules and try again.');
  process.exitCode = await commands[command](rest);
} catch (error) {
  if (!(error instanceof BootstrapError)) throw error;
  say(`error: ${error.message}`);
  process.exitCode = 1;
}

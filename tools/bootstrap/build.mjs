import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24 } from './platform.mjs';
import { root } from './root.mjs';
import { BootstrapError, say } from './say.mjs';
import { stamp } from './stamp.mjs';

const workspaces = ['packages', 'apps']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
  .filter((path) => existsSync(join(root, path, 'package.json')))
  .concat('infra');

const buildScript = (path) =>
  JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')).scripts?.build;

/** Builds the bundles unless their sources are unchanged. */
export async function build() {
  const built = stamp('built', ['pnpm-lock.yaml', 'tools', ...workspaces]);
  const bundles = workspaces.filter(buildScript);
  if (built.fresh && bundles.every((path) => existsSync(join(root, path, 'dist')))) return;
  say('building …');
  for (const path of bundles) {
    const { status } = spawnSync('sh', ['-c', buildScript(path)], {
      cwd: join(root, path),
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, PATH: `${join(node24(), '..')}:${process.env.PATH}` },
    });
    if (status !== 0) throw new BootstrapError(`Building ${path} failed; see above.`);
  }
  built.set();
}

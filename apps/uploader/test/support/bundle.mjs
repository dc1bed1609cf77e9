import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The processes of these tests run the bundle, so that what is tried is what ships. */
export default function bundle() {
  const folder = fileURLToPath(new URL('../..', import.meta.url));
  execFileSync(process.execPath, ['build.ts'], { cwd: folder, stdio: 'inherit' });
}

import { join } from 'node:path';
import { root } from './root.mjs';
import { BootstrapError } from './say.mjs';

const OLDEST_NODE = 20;
const PLATFORMS = ['linux-x64', 'linux-arm64'];
const here = `${process.platform}-${process.arch}`;

/** Throws a BootstrapError on an unsupported platform. */
export function requirePlatform() {
  if (!PLATFORMS.includes(here)) {
    throw new BootstrapError(
      `Galeria runs on ${PLATFORMS.join(' and ')}, and this machine is ${here}. Use a Linux container or virtual machine.`,
    );
  }
  // The packages with native parts are built against glibc; musl has no version to report.
  if (!process.report.getReport().header.glibcVersionRuntime) {
    throw new BootstrapError(
      'Galeria needs a Linux with glibc, such as Debian. This one uses musl.',
    );
  }
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new BootstrapError(
      `Galeria needs Node ${OLDEST_NODE} or newer, and this is ${process.version}. Update Node.`,
    );
  }
}

/** The path of the Node 24 that the lockfile installs. */
export const node24 = () => join(root, `node_modules/node-${here}/bin/node`);

import { join } from 'node:path';
import { root } from './root.mjs';
import { BootstrapError } from './say.mjs';

const OLDEST_NODE = 20;
const PLATFORMS = ['linux-x64', 'linux-arm64'];
const here = `${process.platform}-${process.arch}`;

/** Refuses, in one sentence, a machine that the project cannot run on. */
export function requirePlatform() {
  if (!PLATFORMS.includes(here)) {
    throw new BootstrapError(
      `Galeria runs on ${PLATFORMS.join(' and ')}, and this machine is ${here}. A Linux container or virtual machine will do.`,
    );
  }
  // The packages with native parts are built against glibc; musl has no version to report.
  if (!process.report.getReport().header.glibcVersionRuntime) {
    throw new BootstrapError(
      'Galeria needs a Linux with glibc, such as Debian; this one has musl.',
    );
  }
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new BootstrapError(
      `Galeria starts from Node ${OLDEST_NODE} or newer, and this is ${process.version}.`,
    );
  }
}

/** The Node 24 that the lockfile names, whatever Node the machine itself has. */
export const node24 = () => join(root, `node_modules/node-${here}/bin/node`);

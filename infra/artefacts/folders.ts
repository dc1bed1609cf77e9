import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as pulumi from '@pulumi/pulumi';

/** Built code: the archive and the hexadecimal SHA-256 of its file names and contents. */
export interface Artefact {
  readonly archive: pulumi.asset.Archive;
  readonly hash: string;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The folder in which `pnpm package` writes a Lambda with its native modules for arm64. */
const packagedFolder = (name: string): string => here(`../packaged/${name}`);

/**
 * Returns a Lambda's code: the output of `pnpm package` for a deployment, or the plain bundle without
 * Pulumi's engine, as the program then runs on this machine.
 */
export function lambdaArtefact(name: string): Artefact {
  const plain = here(`../../packages/processor/dist/${name}`);
  if (!pulumi.runtime.hasEngine()) return folder(plain);
  const packaged = packagedFolder(name);
  if (differ(join(plain, ENTRY), join(packaged, ENTRY))) {
    void pulumi.log.warn(
      `${packaged} is not of the newest build: run \`pnpm package\` before \`up\`.`,
    );
  }
  return folder(packaged);
}

const ENTRY = 'index.mjs';

const differ = (one: string, other: string): boolean =>
  existsSync(one) && existsSync(other) && !readFileSync(one).equals(readFileSync(other));

/** The gate's Lambda has no native modules. */
export const gateArtefact = (): Artefact => folder(here('../dist/gate'));

/** The files from which an image is built: the uploader's bundle and the system files of a cell. */
export function imageArtefact(): Artefact {
  const uploader = folder(here('../../apps/uploader/dist'));
  const root = folder(here('../image/root'));
  return {
    archive: new pulumi.asset.AssetArchive({ uploader: uploader.archive, root: root.archive }),
    hash: createHash('sha256').update(uploader.hash).update(root.hash).digest('hex'),
  };
}

function folder(path: string): Artefact {
  if (!existsSync(path)) {
    // A preview works without the folder; the engine refuses to store a missing one.
    void pulumi.log.warn(
      `${path} is not built yet: run \`pnpm build\` and \`pnpm package\` before \`up\`.`,
    );
  }
  return { archive: new pulumi.asset.FileArchive(path), hash: hashFolder(path) };
}

/** Returns a hash that is the same on every machine. */
function hashFolder(path: string): string {
  const hash = createHash('sha256');
  if (!existsSync(path)) return hash.digest('hex');
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    const bytes = readFileSync(file);
    hash.update(`${relative(path, file)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as pulumi from '@pulumi/pulumi';

/** Built code: what is stored, and the SHA-256 over its files' names and bytes, in hexadecimal. */
export interface Artefact {
  readonly archive: pulumi.asset.Archive;
  readonly hash: string;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The folder where `pnpm package` leaves the Lambdas with their native parts for arm64. */
const packagedFolder = (name: string): string => here(`../packaged/${name}`);

/**
 * One Lambda's code. Deployed is what `pnpm package` made; without Pulumi's engine the program runs
 * on this very machine, for which the plain bundle is right.
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

/** The gate has no native parts. */
export const gateArtefact = (): Artefact => folder(here('../dist/gate'));

/** What an image is baked from: the uploader's bundle, and what makes a cell of it. */
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
    // A preview may go on without it; the engine refuses to store a folder that is not there.
    void pulumi.log.warn(
      `${path} is not built yet: run \`pnpm build\` and \`pnpm package\` before \`up\`.`,
    );
  }
  return { archive: new pulumi.asset.FileArchive(path), hash: hashFolder(path) };
}

/** The same files give the same hash on every machine. */
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

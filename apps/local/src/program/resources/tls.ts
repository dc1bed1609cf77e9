import { createPublicKey, generateKeyPair } from 'node:crypto';
import { chmod, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { LocalError } from '../../errors.ts';
import { makeFolder, syncFolder } from '../../sqlite/folder.ts';
import type { CreateResource } from '../declared-resources.ts';

/** An RSA key. The first start generates it; later starts read it from the data folder. */
export const privateKey: CreateResource = async ({ keysDir }, { name, inputs }) => {
  const path = join(keysDir, `${name}.pem`);
  const privateKeyPem = (await read(path)) ?? (await make(path, inputs.rsaBits));
  return { id: name, privateKeyPem, publicKeyPem: publicHalf(privateKeyPem, path) };
};

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Generates a key and writes it atomically and durably, readable by its owner only. */
async function make(path: string, modulusLength: number): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  await makeFolder(dirname(path));
  await chmod(dirname(path), 0o700);
  const draft = await open(`${path}.new`, 'w', 0o600);
  try {
    await draft.writeFile(privateKey);
    await draft.sync();
  } finally {
    await draft.close();
  }
  await rename(`${path}.new`, path);
  await syncFolder(dirname(path));
  return privateKey;
}

function publicHalf(privateKeyPem: string, path: string): string {
  try {
    return createPublicKey(privateKeyPem).export({ type: 'spki', format: 'pem' }).toString();
  } catch (cause) {
    const detail = `${path} is not a private key; delete it, and the next start generates a new one`;
    throw new LocalError('home-unusable', { detail, cause });
  }
}

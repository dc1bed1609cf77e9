import { createPublicKey, createSign, createVerify, generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { environmentOf } from '../cells/user-data.ts';
import { type Deployed, one, type Recording, record, TIMEOUT_MS } from './support/recording.ts';

function keyPair() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicKeyPem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' });
  return { privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }), publicKeyPem };
}

/** The keys that the state of the stack has. */
const deployed: Deployed = {
  outputs: {
    'tls:index/privateKey:PrivateKey gallery-current': keyPair(),
    'tls:index/privateKey:PrivateKey gallery-next': keyPair(),
  },
};

/** Signs like the uploader of a cell: with the key that its environment names. */
function sign(recorded: Recording, text: string) {
  const { userData } = one(recorded, 'aws:ec2/instance:Instance', 'cell-a').inputs;
  const { GALERIA_SIGNING_KEY, GALERIA_SIGNING_KEY_PAIR_ID: id } = environmentOf(userData);
  const { key, content } = one(
    recorded,
    'aws:s3/bucketObjectv2:BucketObjectv2',
    'signing-key',
  ).inputs;
  expect(GALERIA_SIGNING_KEY).toBe(`s3://artefacts-bucket/${key}`);
  return { id: id!, text, signature: createSign('RSA-SHA1').update(text).sign(content) };
}

/** Verifies like CloudFront: with the key of that id, if the key group has it. */
function accepts(recorded: Recording, { id, text, signature }: ReturnType<typeof sign>): boolean {
  const { items } = one(recorded, 'aws:cloudfront/keyGroup:KeyGroup').inputs;
  const found = recorded.resources.find(
    ({ type, name }) => type.endsWith(':PublicKey') && `${name}-id` === id,
  );
  if (!items.includes(id) || !found) return false;
  return createVerify('RSA-SHA1').update(text).verify(found.inputs.encodedKey, signature);
}

test(
  'a rotation of the signing key, and its return, keep every address that was given out',
  async () => {
    const before = await record('dev', {}, deployed);
    const after = await record('dev', { signingKey: 'next' }, deployed);
    const [old, young] = [sign(before, '/r/1'), sign(after, '/r/1')];
    expect([old.id, young.id]).toEqual(['gallery-current-id', 'gallery-next-id']);
    for (const edge of [before, after]) {
      expect([accepts(edge, old), accepts(edge, young)]).toEqual([true, true]);
    }
  },
  TIMEOUT_MS,
);

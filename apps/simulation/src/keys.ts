import { createHash } from 'node:crypto';
import type { Simulation } from './build.ts';
import { REGION, TABLE } from './config.ts';
import { within } from './context.ts';
import { startProcess } from './process.ts';
import { openCatalog, openDynamoDb } from './product.ts';
import type { Client } from './traffic.ts';

export const ADMIN = `gal_${'a'.repeat(43)}`;
export const GUEST = `gal_${'g'.repeat(43)}`;

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Who makes and revokes keys in the catalog, as the command line does. */
export function createOperator({ scheduler, random }: Simulation, client: Client) {
  const process = startProcess('operator', {
    scheduler,
    random,
    kills: { left: 0, withinSteps: 1 },
  });
  const catalog = within({ process }, () =>
    openCatalog({ table: TABLE, dynamodb: openDynamoDb({ region: REGION }) }),
  );

  const putKey = (token: string, name: string) =>
    within({ process }, () =>
      catalog.putKey({
        hash: hashOf(token),
        name,
        scopes: ['upload', 'read', 'manage'],
        createdAt: new Date().toISOString(),
      }),
    );

  async function note(action: 'make-key' | 'revoke-key', change: () => Promise<unknown>) {
    const invokedAt = scheduler.now();
    const status = await change().then(
      () => 200,
      () => undefined,
    );
    client.note({
      action,
      cell: 'operator',
      subject: 'guest',
      invokedAt,
      endedAt: scheduler.now(),
      disturbed: false,
      ...(status === undefined ? {} : { status }),
    });
  }

  return {
    makeAdmin: () => putKey(ADMIN, 'admin'),
    makeGuest: () => note('make-key', () => putKey(GUEST, 'guest')),
    revokeGuest: () =>
      note('revoke-key', () => within({ process }, () => catalog.revokeKey(hashOf(GUEST)))),
  };
}

import { createHash, randomBytes } from 'node:crypto';
import { type Catalog, openCatalog, type Scope } from '@galeria/catalog';
import { openDynamoDb } from '@galeria/cloud';
import { type Command, type Invocation, onStack } from './command.ts';
import { CliError } from './errors.ts';
import { print, say } from './terminal.ts';

const SCOPES: readonly Scope[] = ['upload', 'read', 'manage'];

/** How often the uploaders read the keys again. */
const REFRESH = 'a minute';

/** Makes, lists and revokes the keys of the API. A token is shown once and kept nowhere. */
export const keys: Command = onStack({
  usage: 'keys [add NAME --scopes upload,read | revoke NAME | reset]',
  summary:
    'list, make or revoke API keys (scopes: upload, read, manage); reset deletes all keys of the stack\n' +
    '      on this machine and opens its API again to everybody who is logged in here',
  options: { scopes: { type: 'string' } },
  async run({ stack, args, options }) {
    const dynamodb = openDynamoDb(stack);
    const catalog = openCatalog({ table: stack.table, dynamodb });
    try {
      const [action, name] = args;
      if (action === undefined) return await list(catalog);
      if (action === 'reset') return await reset(catalog, options);
      if (!name) throw new CliError('usage', { detail: `keys ${action} needs a name` });
      if (action === 'add') return await add(catalog, name, scopesOf(options));
      if (action === 'revoke') return await revoke(catalog, name);
      throw new CliError('usage', { detail: `keys has no "${action}": add, revoke or reset` });
    } finally {
      dynamodb.destroy();
    }
  },
});

async function list(catalog: Catalog): Promise<number> {
  const { keys: all, required } = await catalog.readKeys();
  for (const { name, scopes, createdAt } of all) {
    print(`${name.padEnd(24)}  ${scopes.join(',').padEnd(18)}  ${createdAt}`);
  }
  if (all.length === 0) {
    say(
      required
        ? 'there are no keys, and one is required: nobody is let in'
        : 'there are no keys: on loopback everything is open, beyond it nothing',
    );
  }
  return 0;
}

async function add(catalog: Catalog, name: string, scopes: Scope[]): Promise<number> {
  if ((await catalog.readKeys()).keys.some((key) => key.name === name)) {
    throw new CliError('usage', {
      detail: `there is a key named ${name} already; revoke it first`,
    });
  }
  const token = `gal_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(token).digest('hex');
  await catalog.putKey({ hash, name, scopes, createdAt: new Date().toISOString() });
  print(token);
  say(`this token is shown only now; it counts within ${REFRESH}`);
  return 0;
}

async function revoke(catalog: Catalog, name: string): Promise<number> {
  const key = (await catalog.readKeys()).keys.find((one) => one.name === name);
  if (!key) throw new CliError('no-such-key', { detail: name });
  await catalog.revokeKey(key.hash);
  say(`${name} is revoked; it stops counting within ${REFRESH}`);
  return 0;
}

async function reset(catalog: Catalog, { stack }: Invocation['options']): Promise<number> {
  if (stack !== undefined) {
    throw new CliError('usage', { detail: 'keys reset works on the stack on this machine only' });
  }
  await catalog.resetKeys();
  say(`all keys are deleted, and none is required within ${REFRESH}`);
  return 0;
}

function scopesOf({ scopes = '' }: Invocation['options']): Scope[] {
  const wanted = String(scopes).split(',').filter(Boolean);
  const unknown = wanted.filter((scope) => !SCOPES.includes(scope as Scope));
  if (wanted.length === 0 || unknown.length > 0) {
    throw new CliError('usage', { detail: `--scopes takes some of ${SCOPES.join(', ')}` });
  }
  return wanted as Scope[];
}

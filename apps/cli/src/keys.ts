import { createHash, randomBytes } from 'node:crypto';
import { type Catalog, openCatalog, type Scope } from '@galeria/catalog';
import { openDynamoDb } from '@galeria/cloud';
import { type Command, type Invocation, onStack } from './command.ts';
import { CliError } from './errors.ts';
import { print, say } from './terminal.ts';

const SCOPES: readonly Scope[] = ['upload', 'read', 'manage'];

/** How often the uploaders reload the keys. */
const REFRESH = 'a minute';

/** Creates, lists and revokes API keys. A token is shown once and only its hash is stored. */
export const keys: Command = onStack({
  usage: 'keys [add NAME --scopes upload,read | revoke NAME | reset]',
  summary:
    'list, create or revoke API keys (scopes: upload, read, manage); reset deletes all keys of the\n' +
    '      local stack, so that its API needs no key on this machine again',
  options: { scopes: { type: 'string' } },
  async run({ stack, args, options }) {
    const dynamodb = openDynamoDb(stack);
    const catalog = openCatalog({ table: stack.table, dynamodb });
    try {
      const [action, name] = args;
      if (action === undefined) return await list(catalog);
      if (action === 'reset') return await reset(catalog, options);
      if (!name) throw new CliError('usage', { detail: `keys ${action} requires a name` });
      if (action === 'add') return await add(catalog, name, scopesOf(options));
      if (action === 'revoke') return await revoke(catalog, name);
      throw new CliError('usage', {
        detail: `unknown action "${action}"; use add, revoke or reset`,
      });
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
        ? 'No keys exist, and the API requires one: every request is refused. Create one with keys add'
        : 'No keys exist: the API is open on loopback and refuses all other requests',
    );
  }
  return 0;
}

async function add(catalog: Catalog, name: string, scopes: Scope[]): Promise<number> {
  if ((await catalog.readKeys()).keys.some((key) => key.name === name)) {
    throw new CliError('usage', {
      detail: `the name ${name} is already in use; choose another name or revoke the key first`,
    });
  }
  const token = `gal_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(token).digest('hex');
  await catalog.putKey({ hash, name, scopes, createdAt: new Date().toISOString() });
  print(token);
  say(`This token is not shown again. It becomes valid within ${REFRESH}`);
  return 0;
}

async function revoke(catalog: Catalog, name: string): Promise<number> {
  const key = (await catalog.readKeys()).keys.find((one) => one.name === name);
  if (!key)
    throw new CliError('no-such-key', {
      detail: `${name}; list the keys with npm run -s galeria -- keys`,
    });
  await catalog.revokeKey(key.hash);
  say(`Revoked ${name}. Requests with this key are refused within ${REFRESH}`);
  return 0;
}

async function reset(catalog: Catalog, { stack }: Invocation['options']): Promise<number> {
  if (stack !== undefined) {
    throw new CliError('usage', {
      detail: 'keys reset works only on the local stack; remove --stack',
    });
  }
  await catalog.resetKeys();
  say(`Deleted all keys. The API requires no key within ${REFRESH}`);
  return 0;
}

function scopesOf({ scopes = '' }: Invocation['options']): Scope[] {
  const wanted = String(scopes).split(',').filter(Boolean);
  const unknown = wanted.filter((scope) => !SCOPES.includes(scope as Scope));
  if (wanted.length === 0 || unknown.length > 0) {
    throw new CliError('usage', {
      detail: `--scopes requires a comma-separated list of ${SCOPES.join(', ')}`,
    });
  }
  return wanted as Scope[];
}

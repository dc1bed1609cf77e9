import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Servers, startServers } from '../src/servers.ts';

let home: string;
let servers: Servers;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'galeria-access-'));
  servers = await startServers(home, 'us-east-1', () => {});
});
afterAll(async () => {
  await servers.close();
  await rm(home, { recursive: true });
});

test('the queues and the catalog accept the credentials of the cloud', async () => {
  expect((await servers.sqs.send(new ListQueuesCommand())).$metadata.httpStatusCode).toBe(200);
  expect((await servers.dynamodb.send(new ListTablesCommand())).TableNames).toEqual([]);
});

type Change = (signed: Signed) => void;
interface Signed {
  headers: Record<string, string>;
  body: string;
}

/** Signs a request, changes it, and sends it. @returns status and error */
async function ask(
  service: 'sqs' | 'dynamodb',
  change: Change,
  sign: { accessKeyId?: string; secretAccessKey?: string; date?: Date } = {},
) {
  const { environment } = servers;
  const endpoint =
    service === 'sqs' ? environment.AWS_ENDPOINT_URL_SQS : environment.AWS_ENDPOINT_URL_DYNAMODB;
  const options = {
    endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    systemClockOffset: sign.date ? sign.date.getTime() - Date.now() : 0,
    credentials: {
      accessKeyId: sign.accessKeyId ?? environment.AWS_ACCESS_KEY_ID,
      secretAccessKey: sign.secretAccessKey ?? environment.AWS_SECRET_ACCESS_KEY,
    },
  };
  const signed: Signed = { headers: {}, body: '' };
  const keep = async ({ request }: { request: unknown }): Promise<never> => {
    const { headers, body } = request as { headers: object; body: Uint8Array };
    Object.assign(signed, { headers: { ...headers }, body: new TextDecoder().decode(body) });
    throw new Error('signed; not sent');
  };
  // The last step before the request is sent.
  const last = { step: 'finalizeRequest', priority: 'low' } as const;
  if (service === 'sqs') {
    const client = new SQSClient(options);
    client.middlewareStack.add(() => keep, last);
    await client.send(new ListQueuesCommand()).catch(() => {});
  } else {
    const client = new DynamoDBClient(options);
    client.middlewareStack.add(() => keep, last);
    await client.send(new ListTablesCommand()).catch(() => {});
  }
  change(signed);
  return post(endpoint, signed);
}

/** fetch() does not allow another Host header. */
function post(endpoint: string, { headers, body }: Signed) {
  return new Promise<{ status: number | undefined; error: string | undefined }>(
    (resolve, reject) => {
      const sent = request(endpoint, { method: 'POST', headers }, (response) => {
        json(response).then((answer) => {
          const { __type } = answer as { __type?: string };
          resolve({ status: response.statusCode, error: __type?.split('#')[1] });
        }, reject);
      });
      sent.on('error', reject);
      sent.end(body);
    },
  );
}

const unchanged = () => {};
const refused = (error: string) => ({ status: 403, error });
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe.each(['sqs', 'dynamodb'] as const)('%s', (service) => {
  test('accept a request signed with the secret', async () => {
    expect(await ask(service, unchanged)).toEqual({ status: 200, error: undefined });
  });

  test('refuse a known access key without its secret', async () => {
    const sign = { secretAccessKey: 'guessed' };
    expect(await ask(service, unchanged, sign)).toEqual(refused('InvalidSignatureException'));
  });

  test('refuse an unknown access key', async () => {
    const sign = { accessKeyId: 'STRANGER' };
    expect(await ask(service, unchanged, sign)).toEqual(refused('UnrecognizedClientException'));
  });

  test('refuse a body other than the signed one', async () => {
    const change: Change = (signed) => {
      signed.body = signed.body.replace('{', '[');
    };
    expect(await ask(service, change)).toEqual(refused('InvalidSignatureException'));
  });

  test('refuse another operation with the same signature', async () => {
    const change: Change = ({ headers }) => {
      headers['x-amz-target'] = `${headers['x-amz-target']}s`;
    };
    expect(await ask(service, change)).toEqual(refused('InvalidSignatureException'));
  });

  test.each([-16, 16])('refuse a signature of %s minutes ago', async (minutes) => {
    const sign = { date: minutesAgo(minutes) };
    expect(await ask(service, unchanged, sign)).toEqual(refused('InvalidSignatureException'));
  });

  test('refuse a request without a signature', async () => {
    const change: Change = ({ headers }) => {
      delete headers.authorization;
    };
    expect(await ask(service, change)).toEqual(refused('MissingAuthenticationTokenException'));
  });

  test('refuse an incomplete signature', async () => {
    const change: Change = ({ headers }) => {
      headers.authorization = headers.authorization!.replace(/, ?Signature=.*/, '');
    };
    expect(await ask(service, change)).toEqual(refused('IncompleteSignatureException'));
  });

  test('refuse an x-amz header that is not signed', async () => {
    const change: Change = ({ headers }) => {
      headers['x-amz-added'] = 'later';
    };
    expect(await ask(service, change)).toEqual(refused('InvalidSignatureException'));
  });

  test('refuse a Host header that is not loopback (DNS rebinding)', async () => {
    const change: Change = ({ headers }) => {
      headers.host = 'attacker.example';
    };
    expect(await ask(service, change)).toEqual(refused('AccessDeniedException'));
  });

  test('refuse a signature for the other service', async () => {
    const other = service === 'sqs' ? 'dynamodb' : 'sqs';
    let foreign = '';
    await ask(other, ({ headers }) => {
      foreign = headers.authorization!;
    });
    const change: Change = ({ headers }) => {
      headers.authorization = foreign;
    };
    expect(await ask(service, change)).toEqual(refused('InvalidSignatureException'));
  });
});

test('the credentials are new at each start and are not stored on disk', async () => {
  const files = await readFile(join(home, 's3/index.sqlite'), 'latin1');
  expect(files).not.toContain(servers.environment.AWS_SECRET_ACCESS_KEY);
});

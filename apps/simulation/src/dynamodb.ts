import { createRequire } from 'node:module';
import { schema } from '@galeria/catalog/schema';
import { type ApiAnswer, type ApiRequest, operationOf, type Service } from './network.ts';
import { createTable } from './table.ts';

const load = createRequire(import.meta.url);

interface Validation {
  readonly types: unknown;
  readonly custom: unknown;
}
type Action = (
  store: unknown,
  data: unknown,
  done: (error: unknown, answer: unknown) => void,
) => void;

const validations = load('dynalite/validations') as {
  checkTypes(data: unknown, types: unknown): unknown;
  checkValidations(data: unknown, types: unknown, custom: unknown, store: unknown): void;
  toLowerFirst(name: string): string;
};

export type DynamoDb = ReturnType<typeof createDynamoDb>;

/** DynamoDB with one table: dynalite's checks and actions, on rows in memory. */
export function createDynamoDb(onWrite: (row: Record<string, unknown>) => void) {
  const store = createTable(schema, onWrite);

  function answer(request: ApiRequest): Promise<ApiAnswer> {
    const name = validations.toLowerFirst(operationOf(request));
    const { types, custom } = load(`dynalite/validations/${name}`) as Validation;
    let data = JSON.parse(request.body.toString());
    try {
      data = validations.checkTypes(data, types);
      validations.checkValidations(data, types, custom, store);
    } catch (error) {
      return Promise.resolve(refusal(error));
    }
    const act = load(`dynalite/actions/${name}`) as Action;
    return new Promise((resolve) => {
      act(store, data, (error, result) =>
        resolve(error ? refusal(error) : { status: 200, body: JSON.stringify(result) }),
      );
    });
  }

  const service: Service = {
    answer,
    throttled: {
      status: 400,
      body: JSON.stringify({
        __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
        message: 'too many requests',
      }),
    },
    describe: (request) => {
      const input = JSON.parse(request.body.toString());
      const { pk, sk } = input.Key ?? input.Item ?? {};
      const what = pk ? `${pk.S} ${sk.S}` : (input.IndexName ?? '');
      return `dynamodb ${operationOf(request)} ${what}`;
    },
  };
  return { service, rows: store.rows };
}

/** @throws what is no refusal of DynamoDB's */
function refusal(error: unknown): ApiAnswer {
  const { statusCode, body } = error as { statusCode?: number; body?: unknown };
  if (statusCode === undefined) throw error;
  return { status: statusCode, body: JSON.stringify(body) };
}

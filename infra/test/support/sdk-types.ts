import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const sdk = dirname(createRequire(import.meta.url).resolve('@pulumi/aws/package.json'));
const read = (file: string) => readFileSync(join(sdk, file), 'utf8');

/** The types of nested inputs, by namespace. */
const nested = read('types/input.d.ts');

interface Property {
  readonly deprecated: boolean;
  /** As the declaration says, such as `pulumi.Input<inputs.dynamodb.TableTtl>`. */
  readonly type: string;
}

type Properties = ReadonlyMap<string, Property>;

/** The inputs of a type such as `aws:s3/bucket:Bucket`. */
export function inputsOf(type: string): Properties {
  const [, namespace, file, name] = /^aws:(\w+)\/(\w+):(\w+)$/.exec(type)!;
  return propertiesOf(read(`${namespace}/${file}.d.ts`), `${name}Args`, 0);
}

/** The inputs of a nested type. Undefined for texts, numbers and maps. */
export function nestedInputs({ type }: Property): Properties | undefined {
  const [, namespace, name] = /inputs\.(\w+)\.(\w+)/.exec(type) ?? [];
  if (!namespace || !name) return undefined;
  return propertiesOf(nested, name, nested.indexOf(`export declare namespace ${namespace} {`));
}

function propertiesOf(text: string, name: string, from: number): Properties {
  const at = text.indexOf(`interface ${name} {`, from);
  if (at < 0) throw new Error(`The SDK does not declare ${name}`);
  const start = text.indexOf('{', at) + 1;
  const body = text.slice(start, endOf(text, start));
  const property = /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)?\s*(\w+)\??: ([^;]*);/g;
  return new Map(
    [...body.matchAll(property)].map(([, comment = '', key = '', type = '']) => [
      key,
      { deprecated: comment.includes('@deprecated'), type },
    ]),
  );
}

/** The end of a block that begins at `start`. */
function endOf(text: string, start: number): number {
  let depth = 1;
  let at = start;
  for (; depth > 0; at++) depth += { '{': 1, '}': -1 }[text.charAt(at)] ?? 0;
  return at - 1;
}

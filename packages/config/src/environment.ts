import { errorTable } from '@galeria/media';
import type { Static, TObject, TSchema } from 'typebox';
import { Value } from 'typebox/value';

/** Longest part of a value that an error message quotes, in UTF-16 units. */
const QUOTED = 100;

export class EnvironmentError extends errorTable('EnvironmentError', {
  invalid: { title: 'The environment is invalid' },
}) {}

/**
 * Reads environment variables by a schema whose properties are the variables. Values are trimmed and
 * converted to the type of their property; objects are parsed as JSON. An empty variable, as shells
 * and unit files may leave it, counts as unset. The `description` of a property says what to set.
 *
 * @throws EnvironmentError `invalid`, with a detail that names each invalid variable
 */
export function readEnvironment<Schema extends TObject>(
  schema: Schema,
  environment: NodeJS.ProcessEnv,
): Static<Schema> {
  const set: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    const text = environment[name]?.trim();
    if (text) set[name] = isJson(property) ? parseJson(text) : text;
  }
  const values = Value.Convert(schema, Value.Default(schema, set));
  if (!Value.Check(schema, values)) {
    throw new EnvironmentError('invalid', { detail: describeErrors(schema, values, environment) });
  }
  return values;
}

/** An error for a variable that a schema cannot check; `requirement` completes "NAME must be". */
export const invalidVariable = (
  name: string,
  requirement: string,
  value: string,
  cause?: unknown,
): EnvironmentError =>
  new EnvironmentError('invalid', {
    detail: `${name} must be ${requirement}, but is ${quote(value)}`,
    cause,
  });

/** Objects and records both have the type `object`. */
const isJson = (property: TSchema): boolean => 'type' in property && property.type === 'object';

/** Returns invalid JSON as it is, so that the schema rejects it as no object. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function describeErrors(schema: TObject, values: unknown, environment: NodeJS.ProcessEnv): string {
  /** The first problem of each variable. */
  const problems = new Map<string, string>();
  const add = (name: string, problem: string) => {
    const { description } = schema.properties[name] as { readonly description?: string };
    const hint = description === undefined ? '' : ` (${description})`;
    if (!problems.has(name)) problems.set(name, `${name} ${problem}${hint}`);
  };
  for (const { instancePath, params, message } of Value.Errors(schema, values)) {
    const [name = '', ...path] = instancePath.split('/').slice(1);
    const missing = 'requiredProperties' in params ? params.requiredProperties : undefined;
    if (name === '') for (const one of missing ?? []) add(one, 'must be set');
    else if (missing) add(name, `has no ${missing.join(', ')}`);
    else {
      const where = path.length > 0 ? `${path.join('.')} ` : '';
      add(name, `${where}${message}, but is ${quote(environment[name]?.trim() ?? '')}`);
    }
  }
  return [...problems.values()].join('; ');
}

const quote = (value: string): string =>
  value.length > QUOTED ? `"${value.slice(0, QUOTED)}…"` : `"${value}"`;

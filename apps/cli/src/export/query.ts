import { ExportQuery } from '@galeria/api';
import { CliError } from '../errors.ts';

/** Parameters that have more than one value. */
const LISTS: ReadonlySet<string> = new Set(['has', 'ids']);

/**
 * Reads a query as it is in the address of a list, such as `kind=image&from=2024`.
 *
 * @param taken the names of parameters that are taken
 * @throws CliError `usage`
 */
export function readQuery(
  text: string,
  taken: readonly string[] = Object.keys(ExportQuery.properties),
): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  const parameters = new URLSearchParams(text.replace(/^\?/, ''));
  for (const name of new Set(parameters.keys())) {
    if (!taken.includes(name)) {
      throw new CliError('usage', {
        detail: `--query has an unknown parameter "${name}"; known are ${taken.join(', ')}`,
      });
    }
    const values = parameters.getAll(name);
    query[name] = LISTS.has(name) ? values : (values.at(-1) ?? '');
  }
  return query;
}

import type { IncomingMessage } from 'node:http';
import type { DeclaredResources, ListenerRule } from '../program/declared-resources.ts';
import { fits } from './wildcards.ts';

/**
 * The names of the cells that the load balancer's rules choose for a request; undefined if no rule
 * matches, so that any cell serves it. A rule matches if each of its conditions has a value that does.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
export function cellsOf(
  { listenerRules, targets, cells }: DeclaredResources,
  path: string,
  { headers }: IncomingMessage,
): string[] | undefined {
  const matches = ({ pathPatterns, headers: wanted }: ListenerRule): boolean => {
    const meetsPath = pathPatterns.length === 0 || pathPatterns.some((one) => fits(one, path));
    return (
      meetsPath &&
      Object.entries(wanted).every(([name, values]) =>
        values.some((value) => fits(value, String(headers[name] ?? ''))),
      )
    );
  };
  const rule = listenerRules.find(matches);
  if (!rule) return undefined;
  const instances = targets.get(rule.targetGroupArn) ?? [];
  return cells.flatMap(({ name, instanceId }) => (instances.includes(instanceId) ? [name] : []));
}

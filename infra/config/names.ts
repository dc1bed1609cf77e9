import { problem } from './problem.ts';
import type { GaleriaConfig } from './settings.ts';

const CELL_SETTINGS = ['zone', 'draining', 'restoreFromSnapshot'];
const DOMAIN_SETTINGS = ['name', 'hostedZoneId'];

const REPLICA_SETTINGS = ['region', 'bucketArn', 'accountId'];

/** Refuses the names of settings that do not exist. @throws pulumi.RunError */
export function checkSettings(given: readonly string[], known: readonly string[]): void {
  for (const name of given) refuseUnknown(`galeria:${name}`, name, known);
}

/** Refuses unknown names inside settings. @throws pulumi.RunError */
export function checkNames({ cells, domain, replicateTo }: GaleriaConfig): void {
  for (const [cell, settings] of Object.entries(cells)) {
    for (const name of Object.keys(settings)) {
      refuseUnknown(`"${name}" of cell ${cell} in galeria:cells`, name, CELL_SETTINGS);
    }
  }
  for (const name of Object.keys(domain ?? {})) {
    refuseUnknown(`"${name}" in galeria:domain`, name, DOMAIN_SETTINGS);
  }
  for (const name of Object.keys(replicateTo ?? {})) {
    refuseUnknown(`"${name}" in galeria:replicateTo`, name, REPLICA_SETTINGS);
  }
}

function refuseUnknown(said: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const [nearest] = known.toSorted((a, b) => distance(name, a) - distance(name, b));
  problem(`There is no setting ${said}. Did you mean ${nearest}?`);
}

/** Levenshtein's distance: the number of characters to insert, delete or replace. */
function distance(a: string, b: string): number {
  // The distances from the beginning of `a` so far to each beginning of `b`, without the empty one.
  let distances = Array.from(b, (_, column) => column + 1);
  let last = b.length;
  for (const [row, character] of [...a].entries()) {
    let corner = row;
    last = row + 1;
    distances = distances.map((above, column) => {
      const replaced = corner + (character === b[column] ? 0 : 1);
      corner = above;
      last = Math.min(replaced, above + 1, last + 1);
      return last;
    });
  }
  return last;
}

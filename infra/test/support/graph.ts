import type { Recording, Registered } from './recording.ts';

/** Formats the resources of a stack as a tree with type, name and protection options. */
export function graphOf({ resources }: Recording): string {
  const lines: string[] = [];
  const below = (parent: string, depth: number) => {
    const children = resources.filter((resource) => resource.parent === parent);
    for (const child of children.sort(byTypeAndName)) {
      lines.push(`${'  '.repeat(depth)}${child.type} ${child.name}${guards(child)}`);
      below(child.urn, depth + 1);
    }
  };
  below('', 0);
  return lines.join('\n');
}

const byTypeAndName = (a: Registered, b: Registered) =>
  `${a.type} ${a.name}` < `${b.type} ${b.name}` ? -1 : 1;

function guards({ protect, retainOnDelete, deleteBeforeReplace }: Registered): string {
  const words = [
    protect && 'protected',
    retainOnDelete && 'retained',
    deleteBeforeReplace && 'deleted before it is replaced',
  ].filter(Boolean);
  return words.length > 0 ? `  (${words.join(', ')})` : '';
}

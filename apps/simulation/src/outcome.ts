import type { Simulation } from './build.ts';
import { ORIGINALS } from './config.ts';
import { contentOf } from './content.ts';
import type { Outcome } from './history.ts';
import { type Client, type Item, idOf } from './traffic.ts';

/** Looks at an item through every cell, and behind them. */
export async function outcomeOf(
  { cells, s3, dynamodb }: Simulation,
  client: Client,
  { name, sound }: Item,
  token: string | undefined,
): Promise<Outcome> {
  const id = idOf(name, sound);
  const asked = { action: 'look' as const, item: { name, sound }, ...(token && { token }) };
  const looks = [];
  let last: Readonly<Record<string, unknown>> = {};
  for (const cell of cells) {
    const { status, body } = await client.ask({ ...asked, cell });
    if (status === 200) last = body;
    looks.push({
      cell: cell.name,
      status,
      ...(status === 200 ? { shown: String(body.status) } : {}),
    });
  }
  const failure = last.failure as { code: string } | undefined;
  const attempts = (last.attempts ?? []) as { outcome?: string }[];
  const original = s3.objects().get(`${ORIGINALS}/originals/image/${id}`)?.at(-1);
  const rows = dynamodb.rows() as Record<string, { S?: string } | undefined>[];
  const recorded = new Set(rows.map(({ sk }) => sk?.S));
  const objects = objectsOf(s3.objects(), id);
  return {
    item: name,
    sound,
    looks,
    ...(failure ? { failure: failure.code } : {}),
    failedAttempts: attempts.filter(({ outcome }) => outcome === 'failed').length,
    objects,
    unrecorded: objects.filter((place) => {
      const upload = /\/uploads\/(\w+)\.json$/.exec(place)?.[1];
      return upload !== undefined && !recorded.has(`UPLOAD#${upload}`);
    }),
    bytesKept: original?.bytes.equals(contentOf(name, sound)) ?? false,
  };
}

/** The keys of all that the buckets hold of an item, the records of its uploads included. */
const objectsOf = (objects: ReturnType<Simulation['s3']['objects']>, id: string): string[] =>
  [...objects]
    .filter(
      ([place, all]) =>
        place.includes(id) ||
        (place.includes('/uploads/') && all.some(({ bytes }) => bytes.includes(id))),
    )
    .map(([place]) => place);

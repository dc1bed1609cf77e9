import type { Album as AlbumView, FilterQuery } from '@galeria/api';
import type { Album } from '@galeria/catalog';
import { defined } from '@galeria/media';
import type { Address } from '../query/addresses.ts';
import { viewSummary } from '../query/views.ts';
import { summaryOf } from '../read-model/indexed-item.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { albumQuery } from './album-query.ts';

/** An album as the API shows it, with its cover and, where it is known, the number of its items. */
export async function viewAlbum(
  readModel: ReadModel,
  album: Album,
  address: Address,
): Promise<AlbumView> {
  const { cover: chosen, rule, revision, ...fields } = album;
  const [cover, first] = await readModel.read((index) =>
    Promise.all([
      chosen === undefined ? undefined : index.get(chosen),
      index.list({ ...albumQuery(album), limit: 1 }),
    ]),
  );
  const shown = cover ?? first.items[0];
  return {
    ...fields,
    ...(rule !== undefined && { rule: rule as FilterQuery }),
    ...defined({ count: first.total }),
    ...(shown && { cover: viewSummary(summaryOf(shown.document), address) }),
    revision: String(revision),
  };
}

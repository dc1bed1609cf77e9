import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { MediaId, UploadId } from '@galeria/media';
import type { UploadRecord } from '../model.ts';
import { batchGet } from '../table/batch-get.ts';
import type { Connection } from '../table/connection.ts';
import { mediaPk, UPLOAD_PREFIX, uploadRecordKey } from '../table/schema.ts';

/** Identifies one upload row. */
export type UploadRowRef = Pick<UploadRecord, 'id' | 'upload'>;

type Row = UploadRecord & {
  readonly pk: string;
  readonly sk: string;
  readonly format: number;
};

export async function readUploadRows(
  connection: Connection,
  refs: readonly UploadRowRef[],
): Promise<Map<UploadId, UploadRecord>> {
  const keys = refs.map(({ id, upload }) => uploadRecordKey(id, upload));
  const rows = await batchGet<Row>(connection, keys);
  return new Map(rows.map((row) => [row.upload, toUploadRecord(row)]));
}

export async function uploadRowsOf(
  { client, table }: Connection,
  id: MediaId,
): Promise<UploadRecord[]> {
  const records: UploadRecord[] = [];
  const rows = {
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :upload)',
    ExpressionAttributeValues: { ':pk': mediaPk(id), ':upload': UPLOAD_PREFIX },
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateQuery({ client }, rows)) {
    records.push(...(Items as Row[]).map(toUploadRecord));
  }
  return records;
}

const toUploadRecord = ({ pk: _pk, sk: _sk, format: _format, ...record }: Row): UploadRecord =>
  record;

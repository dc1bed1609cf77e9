/**
 * The part of the AWS CLI that the commands of `galeria destroy-help` need, by the SDK. It evaluates no
 * JMESPath: it knows the one query of the commands, and refuses others.
 */
import { parseArgs } from 'node:util';
import { DeleteObjectsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';

const QUERY = '{Objects: [Versions, DeleteMarkers][] | [].{Key: Key, VersionId: VersionId}}';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ region: { type: 'string' }, bucket: { type: 'string' }, query: { type: 'string' } },
    ...{
      output: { type: 'string' },
      delete: { type: 'string' },
      'tag-filters': { type: 'string' },
    },
    'no-paginate': { type: 'boolean' },
    'max-keys': { type: 'string' },
  },
});
const [service, command] = positionals;
const { region, bucket: Bucket } = values;
const s3 = new S3Client({ ...(region && { region }), forcePathStyle: true });

async function listVersions(): Promise<void> {
  if (values.query !== QUERY || !values['no-paginate']) throw new Error(`unknown: ${values.query}`);
  const { Versions = [], DeleteMarkers = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket, MaxKeys: Number(values['max-keys']) }),
  );
  const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
  console.log(JSON.stringify({ Objects }, undefined, 4));
}

async function deleteObjects(): Promise<void> {
  const { Errors } = await s3.send(
    new DeleteObjectsCommand({ Bucket, Delete: JSON.parse(String(values.delete)) }),
  );
  console.log(JSON.stringify(Errors ?? null));
}

if (service === 's3api' && command === 'list-object-versions') await listVersions();
else if (service === 's3api' && command === 'delete-objects') await deleteObjects();
else if (service !== 'resourcegroupstaggingapi') throw new Error(`unknown: ${positionals}`);

import { createHash } from 'node:crypto';
import { algorithms } from '../checksums/algorithms.ts';
import { declaredChecksum, declaredMd5 } from '../checksums/declared.ts';
import { S3Error } from '../errors.ts';
import { readText } from '../http/body.ts';
import { limits } from '../limits.ts';
import { getBucket } from '../store/buckets.ts';
import { childrenOf, parseXml, textOf, type XmlValue, xmlDocument } from '../xml.ts';
import { deleteOne } from './delete-object.ts';
import { type Answer, type Call, xmlAnswer } from './operation.ts';

/** Only this operation requires a hash of its document. */
async function checkIntegrity(call: Call, text: string): Promise<void> {
  const [declared, md5] = [
    declaredChecksum(call.request.headers),
    declaredMd5(call.request.headers),
  ];
  if (declared?.value === undefined && md5 === undefined) {
    throw new S3Error('InvalidRequest', {
      detail: 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    });
  }
  const bytes = Buffer.from(text);
  if (md5 !== undefined && createHash('md5').update(bytes).digest('hex') !== md5) {
    throw new S3Error('BadDigest');
  }
  if (declared?.value === undefined) return;
  const digest = algorithms[declared.algorithm].digest();
  digest.update(bytes);
  if ((await digest.digest()).toString('base64') !== declared.value) throw new S3Error('BadDigest');
}

async function deleteItem(call: Call, key: string, versionId: string | undefined) {
  try {
    const { deleteMarker, versionId: done } = await deleteOne(call, key, versionId);
    const Deleted: XmlValue = {
      Key: key,
      VersionId: versionId,
      DeleteMarker: deleteMarker || undefined,
      DeleteMarkerVersionId: deleteMarker ? done : undefined,
    };
    return { Deleted };
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return { Error: { Key: key, VersionId: versionId, Code: error.code, Message: error.message } };
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export async function deleteObjects(call: Call): Promise<Answer> {
  getBucket(call.db, call.bucketName);
  const text = await readText(call.request, call.verified);
  await checkIntegrity(call, text);
  const document = parseXml(text, 'Delete');
  const objects = childrenOf(document, 'Object');
  if (objects.length === 0 || objects.length > limits.pageItems) {
    throw new S3Error('MalformedXML', { detail: `from 1 to ${limits.pageItems} keys` });
  }
  const quiet = textOf(document, 'Quiet')?.trim() === 'true';
  const results = [];
  for (const object of objects) {
    const key = textOf(object, 'Key');
    if (key === undefined || key === '') throw new S3Error('MalformedXML', { detail: 'Key' });
    results.push(await deleteItem(call, key, textOf(object, 'VersionId')?.trim() || undefined));
  }
  const Deleted = results.flatMap((result) =>
    'Deleted' in result && !quiet ? [result.Deleted] : [],
  );
  const failures = results.flatMap((result) => ('Error' in result ? [result.Error] : []));
  return xmlAnswer(xmlDocument('DeleteResult', { Deleted, Error: failures }));
}

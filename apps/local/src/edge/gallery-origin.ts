import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { compressor, encodingOf } from './compression.ts';
import { refuse } from './refuse.ts';

/**
 * Answers from a bucket, as CloudFront does with origin access control: the edge signs, and
 * ranges and conditions are the bucket's to answer. A compressed answer has a weak entity tag.
 */
export async function serveFromBucket(
  s3: S3Client,
  bucket: string,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { headers } = request;
  try {
    const object = await s3.send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: decodeURIComponent(pathname.slice(1)),
        Range: headers.range,
        IfNoneMatch: headers['if-none-match']?.replaceAll('W/"', '"'),
        IfMatch: headers['if-match'],
      }),
    );
    const body = object.Body as Readable;
    const encoding = encodingOf(object, headers);
    response.writeHead(object.$metadata.httpStatusCode ?? 200, {
      ...present({
        'content-type': object.ContentType,
        'content-length': encoding === undefined ? object.ContentLength : undefined,
        'content-encoding': encoding,
        'content-range': object.ContentRange,
        'cache-control': object.CacheControl,
        'last-modified': object.LastModified?.toUTCString(),
        etag: encoding === undefined ? object.ETag : `W/${object.ETag}`,
      }),
      'accept-ranges': 'bytes',
      vary: [response.getHeader('vary') ?? [], 'Accept-Encoding'].flat().join(', '),
      'x-content-type-options': 'nosniff',
    });
    if (request.method === 'HEAD') {
      body.destroy();
      response.end();
    } else if (encoding === undefined) {
      await pipeline(body, response);
    } else {
      await pipeline(body, compressor(encoding), response);
    }
  } catch (error) {
    if (response.headersSent) return void response.destroy();
    answerFault(error, response);
  }
}

function answerFault(error: unknown, response: ServerResponse) {
  if (error instanceof URIError) return refuse(response, 400, 'bad-request');
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  if (status === 304) return void response.writeHead(304).end();
  if (status === 404) return refuse(response, 404, 'not-found');
  if (status === 412) return refuse(response, 412, 'precondition-failed');
  if (status === 416) return refuse(response, 416, 'range-unsatisfiable');
  refuse(response, 502, 'origin-unreachable');
}

const present = (headers: Record<string, string | number | undefined>) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<
    string,
    string | number
  >;

import { expect, test } from '@jest/globals';
import { decodeChunks } from '../../src/s3/sigv4/chunks.ts';
import { sign, signingKey, stringToSign } from '../../src/sigv4/canonical.ts';

// The examples of AWS's documentation with their results.
const scope = { day: '20130524', region: 'us-east-1', service: 's3' };
const key = signingKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', scope);
const date = '20130524T000000Z';
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

test('GET Object (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html)', () => {
  const text = stringToSign(date, scope, {
    method: 'GET',
    path: '/test.txt',
    query: [],
    headers: [
      ['host', 'examplebucket.s3.amazonaws.com'],
      ['range', 'bytes=0-9'],
      ['x-amz-content-sha256', emptyHash],
      ['x-amz-date', date],
    ],
    payloadHash: emptyHash,
  });
  expect(sign(key, text)).toBe('f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
});

test('GET by presigned URL (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html)', () => {
  const text = stringToSign(date, scope, {
    method: 'GET',
    path: '/test.txt',
    query: [
      ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
      ['X-Amz-Credential', 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request'],
      ['X-Amz-Date', date],
      ['X-Amz-Expires', '86400'],
      ['X-Amz-SignedHeaders', 'host'],
    ],
    headers: [['host', 'examplebucket.s3.amazonaws.com']],
    payloadHash: 'UNSIGNED-PAYLOAD',
  });
  expect(sign(key, text)).toBe('aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404');
});

test('signed chunks (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html)', async () => {
  const seed = {
    key,
    scope,
    date,
    signature: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
  };
  const signatures = [
    'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
    '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
    'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
  ];
  const body = [65_536, 1024, 0]
    .map((size, index) => {
      const head = `${size.toString(16)};chunk-signature=${signatures[index]}\r\n`;
      return `${head}${'a'.repeat(size)}\r\n`;
    })
    .join('');
  // For any fragmentation by the network.
  for (const step of [body.length, 1000, 7]) {
    async function* network() {
      for (let at = 0; at < body.length; at += step) yield Buffer.from(body.slice(at, at + step));
    }
    let size = 0;
    const options = { signed: true, seed, trailers: new Map() };
    for await (const data of decodeChunks(network(), options)) size += data.length;
    expect(size).toBe(66_560);
  }
});

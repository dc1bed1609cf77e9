import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  type Event,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type QueueConfiguration,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { eventually } from '@galeria/testing';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { holds, openContract, queueArn, refusal } from '../endpoint.ts';

const s3 = await openContract();
const { Bucket } = s3;

const configure = (QueueConfigurations: QueueConfiguration[], bucket = Bucket) =>
  s3.client.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: bucket,
      NotificationConfiguration: { QueueConfigurations },
    }),
  );
const rule = (prefix: string, suffix: string, Id?: string): QueueConfiguration => ({
  Id,
  QueueArn: queueArn,
  Events: ['s3:ObjectCreated:*'],
  Filter: {
    Key: {
      FilterRules: [
        { Name: 'prefix', Value: prefix },
        { Name: 'suffix', Value: suffix },
      ],
    },
  },
});
const put = (Key: string) =>
  s3.client.send(new PutObjectCommand({ Bucket, Key, Body: 'four', IfNoneMatch: '*' }));

describe('the configuration', () => {
  const page = 'API/API_PutBucketNotificationConfiguration';

  holds(page, 'is returned as it was put, and an empty one removes it', async () => {
    const own = await s3.bucket();
    const read = async () =>
      (await s3.client.send(new GetBucketNotificationConfigurationCommand({ Bucket: own })))
        .QueueConfigurations;
    expect(await read()).toBeUndefined();
    await configure([rule('originals/image/', '.jpg', 'images')], own);
    const [kept] = (await read()) ?? [];
    expect(kept).toMatchObject({
      Id: 'images',
      QueueArn: queueArn,
      Events: ['s3:ObjectCreated:*'],
    });
    const rules = kept?.Filter?.Key?.FilterRules?.map(({ Name, Value }) => [
      Name?.toLowerCase(),
      Value,
    ]);
    expect(rules).toEqual([
      ['prefix', 'originals/image/'],
      ['suffix', '.jpg'],
    ]);
    await configure([], own);
    expect(await read()).toBeUndefined();
  });

  holds(page, 'an unknown event is refused', async () => {
    const call = configure([{ QueueArn: queueArn, Events: ['s4:Nothing' as Event] }]);
    expect(await refusal(call)).toEqual({ code: 'InvalidArgument', status: 400 });
  });

  holds(page, 'an invalid ARN is refused', async () => {
    const call = configure([{ QueueArn: 'queue', Events: ['s3:ObjectCreated:*'] }]);
    expect(await refusal(call)).toEqual({ code: 'InvalidArgument', status: 400 });
  });
});

// Another endpoint delivers to a queue that this suite does not read.
(process.env.S3_ENDPOINT ? describe.skip : describe)('events', () => {
  const records = () => (s3.delivered ?? []).flatMap(({ body }) => JSON.parse(body).Records ?? []);
  const recordOf = (key: string) =>
    eventually(() => records().find((record) => record.s3.object.key === key));

  beforeAll(async () => {
    await configure([rule('in/', '', 'all of in'), { ...rule('zip/', '.zip'), Id: 'zips' }]);
  });

  holds(
    'userguide/notification-content-structure',
    'a new configuration sends s3:TestEvent',
    async () => {
      const body = await eventually(
        () => s3.delivered?.find((message) => JSON.parse(message.body).Bucket === Bucket)?.body,
      );
      expect(JSON.parse(body)).toMatchObject({ Service: 'Amazon S3', Event: 's3:TestEvent' });
    },
  );

  holds(
    'userguide/notification-content-structure',
    'a PUT sends an event with the complete structure',
    async () => {
      const { ETag } = await put("in/ü b+c&d'(1).jpg");
      const record = await recordOf('in/%C3%BC+b%2Bc%26d%27%281%29.jpg');
      expect(record).toMatchObject({
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: s3.region,
        eventName: 'ObjectCreated:Put',
        userIdentity: { principalId: expect.any(String) },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-amz-request-id': expect.any(String) },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'all of in',
          bucket: { name: Bucket, arn: `arn:aws:s3:::${Bucket}` },
          object: { size: 4, eTag: ETag?.replaceAll('"', ''), sequencer: expect.any(String) },
        },
      });
      expect(Date.parse(record.eventTime)).not.toBeNaN();
    },
  );

  test('an event contains no access key', async () => {
    await put('in/secret');
    const event = JSON.stringify(await recordOf('in/secret'));
    expect(event).not.toContain(s3.credentials.accessKeyId);
    expect(event).not.toContain(s3.credentials.secretAccessKey);
  });

  holds('userguide/notification-how-to-filtering', 'prefix and suffix filter events', async () => {
    for (const key of ['out/a', 'zip/a.txt', 'zip/a.zip', 'in/last']) await put(key);
    // A queue is in order: when the last event has arrived, no earlier one can follow.
    await recordOf('in/last');
    const keys = records().map((record) => record.s3.object.key);
    expect(keys).toContain('zip/a.zip');
    expect(keys).not.toContain('zip/a.txt');
    expect(keys).not.toContain('out/a');
  });

  holds(
    'userguide/notification-how-to-event-types-and-destinations',
    'a completed multipart upload has its own event name, and a delete sends no event',
    async () => {
      const target = { Bucket, Key: 'in/multi' };
      const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(target));
      const part = { ...target, UploadId, PartNumber: 1 };
      const { $metadata: _, ...sent } = await s3.client.send(
        new UploadPartCommand({ ...part, Body: 'x' }),
      );
      const Parts = [{ ...sent, PartNumber: 1 }];
      await s3.client.send(
        new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }),
      );
      await s3.client.send(new DeleteObjectCommand(target));
      await put('in/after');
      await recordOf('in/after');
      const names = records()
        .filter((record) => record.s3.object.key === 'in/multi')
        .map((record) => record.eventName);
      expect(names).toEqual(['ObjectCreated:CompleteMultipartUpload']);
    },
  );

  holds(
    'userguide/notification-content-structure',
    'an event has the version id and an increasing sequencer',
    async () => {
      await s3.client.send(
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
      );
      const send = () => s3.client.send(new PutObjectCommand({ Bucket, Key: 'in/v', Body: 'x' }));
      const ids = [(await send()).VersionId, (await send()).VersionId];
      const both = await eventually(() => {
        const found = records().filter((record) => record.s3.object.key === 'in/v');
        return found.length === 2 ? found : undefined;
      });
      expect(both.map((record) => record.s3.object.versionId)).toEqual(ids);
      expect(both[0].s3.object.sequencer < both[1].s3.object.sequencer).toBe(true);
    },
  );

  test('a refused PUT sends no event', async () => {
    await refusal(put('in/last'));
    await put('in/very last');
    await recordOf('in/very+last');
    const told = records().filter((record) => record.s3.object.key === 'in/last');
    expect(told).toHaveLength(1);
  });
});

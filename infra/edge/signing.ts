import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as tls from '@pulumi/tls';
import type { Artefacts } from '../artefacts/artefacts.ts';
import { allow, type Statement } from '../permissions/grants.ts';

const FOLDER = 'signing';

/**
 * Signs a private gallery's rendition addresses. CloudFront trusts two keys, of which
 * `galeria:signingKey` names the one in use, so that a rotation invalidates no address that was given
 * out.
 */
export class Signing extends pulumi.ComponentResource {
  readonly keyGroupId: pulumi.Output<string>;
  /** How the uploader finds its key; the key itself never lies in user data. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Reading the private key. */
  readonly read: Statement;

  constructor(
    name: string,
    { artefacts, signingKey }: { artefacts: Artefacts; signingKey: string },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('galeria:index:Signing', name, {}, opts);
    const current = this.key('current');
    const next = this.key('next');
    const group = new aws.cloudfront.KeyGroup(
      'gallery',
      { items: [current.public.id, next.public.id] },
      { parent: this },
    );
    this.keyGroupId = group.id;
    const used = signingKey === 'next' ? next : current;
    const object = new aws.s3.BucketObjectv2(
      'signing-key',
      {
        bucket: artefacts.bucket.bucket,
        key: `${FOLDER}/${signingKey}.pem`,
        content: used.private.privateKeyPem,
        serverSideEncryption: 'AES256',
      },
      { parent: this },
    );
    this.environment = {
      GALERIA_SIGNING_KEY_PAIR_ID: used.public.id,
      GALERIA_SIGNING_KEY: pulumi.interpolate`s3://${object.bucket}/${object.key}`,
    };
    // During a rotation, cells that are still to be replaced read the former key.
    this.read = allow(['s3:GetObject'], [pulumi.interpolate`${artefacts.bucket.arn}/${FOLDER}/*`]);
    this.registerOutputs({});
  }

  /** RSA of 2048 bits: the only size that CloudFront takes in a key group beside ECDSA P-256. */
  private key(name: string) {
    const key = new tls.PrivateKey(
      `gallery-${name}`,
      { algorithm: 'RSA', rsaBits: 2048 },
      { parent: this },
    );
    const publicKey = new aws.cloudfront.PublicKey(
      `gallery-${name}`,
      { encodedKey: key.publicKeyPem },
      { parent: this },
    );
    return { private: key, public: publicKey };
  }
}

/** All of the product that is run: what is imported from the applications and packages, in one place. */

export { openCatalog } from '@galeria/catalog';
export { checkMetadata } from '@galeria/catalog/check-metadata';
export { openDynamoDb } from '@galeria/cloud';
export { isolate } from '@galeria/media/isolation';
export { createHandler, createLog } from '@galeria/processor';
export { createHandler as createDeadLetterHandler } from '../../../packages/processor/src/dead-letters/handler.ts';
export { createHandler as createErasureHandler } from '../../../packages/processor/src/erasures/handler.ts';
export { buildApp } from '../../uploader/src/app.ts';
export { type Cloud, openCloud } from '../../uploader/src/cloud.ts';
export { readConfig as readUploaderConfig } from '../../uploader/src/config.ts';
export { openKeyStore } from '../../uploader/src/keys/key-store.ts';
export { changeOf } from '../../uploader/src/read-model/indexed-item.ts';
export type { ReadModel } from '../../uploader/src/read-model/read-model.ts';
export { startSweeper } from '../../uploader/src/retry/sweeper.ts';
export { createShipper } from '../../uploader/src/ship/shipper.ts';
export { openSpool, type Spool } from '../../uploader/src/spool/spool.ts';

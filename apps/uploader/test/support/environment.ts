/** The environment of a cell; what a test does not name points at endpoints that refuse. */
export const environment = (dataDir: string, more: Record<string, string> = {}) => ({
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'galeria',
  AWS_SECRET_ACCESS_KEY: 'galeria-secret',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  GALERIA_CELL: 'a',
  GALERIA_ORIGINALS_BUCKET: 'originals',
  GALERIA_GALLERY_BUCKET: 'gallery',
  GALERIA_TABLE: 'catalog',
  GALERIA_QUEUES: '{"image":"http://127.0.0.1:9/000000000000/image"}',
  GALERIA_SPOOL_DIR: dataDir,
  GALERIA_PORT: '0',
  GALERIA_SPOOL_MIN_FREE_BYTES: '1',
  ...more,
});

const alarmEmail = 'somebody@example.org';

/** The stacks, and prod with every option in another region. */
export const variants = {
  dev: { stack: 'dev', config: {} },
  prod: { stack: 'prod', config: { alarmEmail } },
  'prod in eu-west-1': { stack: 'prod', config: { alarmEmail, 'aws:region': 'eu-west-1' } },
  'prod with everything': {
    stack: 'prod',
    config: {
      cells: {
        a: { zone: 0 },
        b: { zone: 1 },
        c: { zone: 0, draining: true },
        r1: { zone: 1, restoreFromSnapshot: 'snap-0123456789abcdef0' },
      },
      snapshotCopyRegions: ['us-west-2', 'eu-west-1', 'eu-central-1'],
      amiRegions: ['us-west-2'],
      domain: { name: 'photos.example.org', hostedZoneId: 'Z0123456789' },
      corsOrigins: ['https://blog.example.org'],
      waf: true,
      replicateTo: { region: 'eu-central-1' },
      accessLogs: true,
      signingKey: 'next',
      alarmEmail,
    },
  },
} as const;

import { writeFileSync } from 'node:fs';

// Loaded before the program. A write outside a request fails because the disk is full.
process.on('SIGUSR2', () => writeFileSync('/dev/full', 'x'));

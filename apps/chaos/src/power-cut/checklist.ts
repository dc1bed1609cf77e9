import type { Galeria } from '../galeria/start.ts';
import { findOrphans } from '../judge/orphans.ts';
import type { Api } from './api.ts';
import { readAudit } from './audit.ts';
import {
  type Check,
  checkDeleted,
  checkUpload,
  checkWholeOrNothing,
  type Finding,
  missingEntry,
  nameOf,
} from './checks.ts';
import { statusOf, unknownToken } from './keys.ts';
import type { Ledger } from './ledger.ts';

/** Unanswered deletions are requested again, so that the expected state is known. */
export function deletionChecks(api: Api, { deletions }: Ledger) {
  const check = (id: string, again: boolean): Check => ({
    subject: id,
    async run() {
      const status = again ? (await api.delete(`/media/${id}`)).status : 204;
      if (status === 204 || status === 404) return checkDeleted(api, id);
      return [{ fault: 'unreachable', subject: id, detail: `DELETE is answered with ${status}` }];
    },
  });
  const answeredWith = (wanted: string) =>
    [...deletions].filter(([, answer]) => answer === wanted).map(([id]) => id);
  return {
    answered: answeredWith('acknowledged').map((id) => check(id, false)),
    unanswered: answeredWith('unanswered').map((id) => check(id, true)),
  };
}

/** The checks of every request, according to its answer. */
export function requestChecks(api: Api, ledger: Ledger): Check[] {
  return ledger.requests.flatMap(({ uploads, outcome, status, cut }): Check[] => {
    const alive = uploads.filter(({ id }) => !ledger.deletions.has(id));
    const subject = uploads[0]?.filename ?? '';
    if (outcome === 'acknowledged') {
      return alive.map((upload) => ({
        subject: nameOf(upload),
        run: () => checkUpload(api, upload),
      }));
    }
    if (outcome === 'misnamed' || (outcome === 'refused' && !cut)) {
      const finding: Finding = { fault: outcome, subject, detail: `answered with ${status}` };
      return [{ subject, run: async () => [finding] }];
    }
    return [{ subject, run: () => checkWholeOrNothing(api, uploads) }];
  });
}

/** Every key, and a token that no key has: Galeria accepts it if all keys are lost. */
export function keyChecks({ address }: Galeria, { keys }: Ledger): Check[] {
  const known = keys.filter(({ state }) => state !== 'unknown');
  const unknown = { name: 'the token of no key', token: unknownToken(), state: 'revoked' };
  return [...known, unknown].map(({ name, token, state }) => ({
    subject: name,
    run: async () => {
      const status = await statusOf(address, token);
      const wanted = state === 'made' ? 200 : 401;
      const fault = state === 'made' ? 'key-lost' : 'key-restored';
      const detail = `it was ${state} and is answered with ${status}`;
      return status === wanted ? [] : [{ fault, subject: name, detail }];
    },
  }));
}

/** Every acknowledged request has its audit entry. */
export function auditCheck(api: Api, ledger: Ledger): Check {
  return {
    subject: 'audit',
    async run() {
      const entries = await readAudit(api, ledger.startedAt);
      const uploads = ledger.requests.filter(({ outcome }) => outcome === 'acknowledged');
      return [
        ...uploads
          .flatMap((request) => request.uploads)
          // A deletion removes the file names.
          .flatMap(({ id, filename }) =>
            missingEntry(entries, id, 'upload', ledger.deletions.has(id) ? {} : { filename }),
          ),
        ...[...ledger.deletions]
          .filter(([, answer]) => answer === 'acknowledged')
          .flatMap(([id]) => missingEntry(entries, id, 'deletion')),
        ...[...ledger.retries].flatMap(([id, least]) =>
          missingEntry(entries, id, 'retry', { least }),
        ),
      ];
    },
  };
}

/** Every object belongs to an item. */
export function leftoverCheck({ access }: Galeria, ledger: Ledger): Check {
  const sent = new Set(ledger.requests.flatMap(({ uploads }) => uploads.map(({ id }) => id)));
  const wasDeleted = (key: string) => [...ledger.deletions.keys()].some((id) => key.includes(id));
  return {
    subject: 'leftovers',
    run: async () =>
      (await findOrphans(access, sent)).map(({ fault, subject, detail }) => ({
        fault: fault === 'resurrected' && wasDeleted(subject) ? 'resurrected' : 'leftover',
        subject,
        detail: `${fault}: ${detail}`,
      })),
  };
}

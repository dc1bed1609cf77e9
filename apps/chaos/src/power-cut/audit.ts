import type { Api } from './api.ts';

export interface AuditEntry {
  readonly entry: string;
  readonly event: string;
  readonly result: string;
  readonly id?: string;
  readonly filename?: string;
}

/** Reads all pages of the audit since a time. */
export async function readAudit(api: Api, from: string): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  const to = new Date(Date.now() + 1000).toISOString();
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ from, to, limit: '100', ...(cursor ? { cursor } : {}) });
    const { status, body } = await api.get(`/audit?${query}`);
    if (status !== 200) throw new Error(`GET /audit is answered with ${status}`);
    const page = JSON.parse(body.toString()) as { entries: AuditEntry[]; cursor?: string };
    entries.push(...page.entries);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return entries;
}

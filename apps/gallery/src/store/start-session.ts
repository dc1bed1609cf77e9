import { api } from '../api/client.ts';
import { source } from '../sources/of-route.ts';
import { session } from './session.ts';

/** Finds out what the key allows, now and whenever another one is entered. */
export function startSession(): void {
  session.hasKey.subscribe((hasKey) => {
    if (!hasKey) return;
    api.scopes().then(
      (scopes) => {
        session.canManage.value = scopes.includes('manage');
      },
      () => undefined,
    );
  });
  addEventListener('offline', () => {
    session.isOnline.value = false;
  });
  addEventListener('online', () => {
    session.isOnline.value = true;
    void source.peek()?.refresh();
  });
}

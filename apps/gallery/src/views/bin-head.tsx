import { api } from '../api/client.ts';
import { text } from '../i18n.ts';
import { source } from '../sources/of-route.ts';
import { erase } from '../store/actions.ts';
import { session } from '../store/session.ts';
import { Button } from '../ui/button.tsx';
import { ask } from '../ui/confirm.tsx';

/** Explains the bin, and empties it. */
export function BinHead() {
  const count = source.value?.total.value ?? 0;
  return (
    <div class="view-head">
      <div>
        <h2>{text('bin')}</h2>
        <p>{text('binText')}</p>
      </div>
      {session.canManage.value && count > 0 && (
        <Button icon="trash" style="danger" onClick={() => void empty()}>
          {text('emptyTheBin')}
        </Button>
      )}
    </div>
  );
}

async function empty(): Promise<void> {
  const isSure = await ask({
    title: text('emptyBinTitle'),
    text: text('eraseText'),
    yes: text('emptyTheBin'),
  });
  if (!isSure) return;
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await api.list({ bin: true }, cursor);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
    if (cursor === undefined) break;
  }
  await erase(ids);
  await source.peek()?.refresh();
}

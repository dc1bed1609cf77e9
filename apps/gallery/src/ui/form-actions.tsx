import { text } from '../i18n.ts';
import { Button } from './button.tsx';

/** The buttons at the end of a form: Cancel, and Save, which submits it. */
export const FormActions = ({ onCancel }: { onCancel: () => void }) => (
  <div class="actions">
    <Button onClick={onCancel}>{text('cancel')}</Button>
    <Button style="primary" submit>
      {text('save')}
    </Button>
  </div>
);

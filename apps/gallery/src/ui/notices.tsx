import { dismiss, notices } from '../store/notices.ts';

/** Short messages at the bottom of the page, announced by screen readers. */
export const Notices = () => (
  <div class="notices" role="status" aria-live="polite">
    {notices.value.map(({ id, sentence, action }) => (
      <p class="notice" key={id}>
        <span>{sentence}</span>
        {action && (
          <button
            type="button"
            onClick={() => {
              dismiss(id);
              action.run();
            }}
          >
            {action.label}
          </button>
        )}
      </p>
    ))}
  </div>
);

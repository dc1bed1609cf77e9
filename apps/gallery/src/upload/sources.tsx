import { signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../i18n.ts';
import { filesOf, isHidden } from './files-of.ts';
import { addFiles } from './queue.ts';

const input = signal<HTMLInputElement | null>(null);
const folderInput = signal<HTMLInputElement | null>(null);

export const chooseFiles = (): void => input.peek()?.click();
export const chooseFolder = (): void => folderInput.peek()?.click();

const carriesFiles = ({ dataTransfer }: DragEvent) =>
  dataTransfer?.types.includes('Files') ?? false;

/** Accepts files that are dropped anywhere, pasted, or chosen in the file dialog. */
export function FileSources() {
  const isDragged = useSignal(false);
  const file = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);

  useEffect(() => {
    input.value = file.current;
    folderInput.value = folder.current;
    folder.current?.setAttribute('webkitdirectory', '');
    const enter = (event: DragEvent) => {
      if (carriesFiles(event)) isDragged.value = true;
    };
    const over = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const leave = (event: DragEvent) => {
      // Elements fire this event too. Only leaving the window has no related target.
      if (event.relatedTarget === null) isDragged.value = false;
    };
    const drop = (event: DragEvent) => {
      isDragged.value = false;
      if (!event.dataTransfer || !carriesFiles(event)) return;
      event.preventDefault();
      void filesOf(event.dataTransfer).then(addFiles);
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) addFiles(files);
    };
    document.addEventListener('dragenter', enter);
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragenter', enter);
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, []);

  const take = (event: { currentTarget: HTMLInputElement }) => {
    addFiles([...(event.currentTarget.files ?? [])].filter((file) => !isHidden(file)));
    // Allow the same file to be chosen again.
    event.currentTarget.value = '';
  };
  return (
    <>
      <input type="file" id="files" multiple hidden ref={file} onChange={take} />
      <input type="file" id="folder" multiple hidden ref={folder} onChange={take} />
      {isDragged.value && (
        <div class="curtain">
          <p>{text('drop')}</p>
        </div>
      )}
    </>
  );
}

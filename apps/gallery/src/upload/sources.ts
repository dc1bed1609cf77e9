import { h } from '../ui/dom.ts';

/** Accepts files that are dropped on the page, pasted, or chosen in the file dialog. */
export function fileSources(dropText: string, onFiles: (files: readonly File[]) => void) {
  const input = h('input', { type: 'file', multiple: true, hidden: true, id: 'files' });
  input.addEventListener('change', () => {
    onFiles([...(input.files ?? [])]);
    // Allow the same file to be chosen again.
    input.value = '';
  });
  const curtain = h('div', { class: 'curtain', hidden: true }, h('p', {}, dropText));

  const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files');
  document.addEventListener('dragenter', (event) => {
    if (carriesFiles(event)) curtain.hidden = false;
  });
  document.addEventListener('dragover', (event) => {
    if (carriesFiles(event)) event.preventDefault();
  });
  document.addEventListener('dragleave', (event) => {
    // Elements fire this event too. Only leaving the window has no related target.
    if (event.relatedTarget === null) curtain.hidden = true;
  });
  document.addEventListener('drop', (event) => {
    const { dataTransfer } = event;
    if (!dataTransfer || !carriesFiles(event)) return;
    event.preventDefault();
    curtain.hidden = true;
    onFiles(filesOf(dataTransfer));
  });
  document.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) onFiles(files);
  });

  return { elements: [input, curtain], choose: () => input.click() };
}

/** Returns the dropped files without folders, which cannot be read as files. */
const filesOf = ({ items }: DataTransfer): File[] =>
  [...items]
    .filter((item) => item.webkitGetAsEntry()?.isDirectory !== true)
    .flatMap((item) => item.getAsFile() ?? []);

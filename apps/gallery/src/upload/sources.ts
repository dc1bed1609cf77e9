import { h } from '../ui/dom.ts';

/** Where files come from: dropped anywhere on the page, pasted, or chosen by `choose`. */
export function fileSources(dropText: string, onFiles: (files: readonly File[]) => void) {
  const input = h('input', { type: 'file', multiple: true, hidden: true, id: 'files' });
  input.addEventListener('change', () => {
    onFiles([...(input.files ?? [])]);
    // The same file may be chosen again.
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
    // Elements enter and leave as well: only the window's edge has nothing beyond it.
    if (event.relatedTarget === null) curtain.hidden = true;
  });
  document.addEventListener('drop', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    curtain.hidden = true;
    onFiles(filesOf(event.dataTransfer!));
  });
  document.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) onFiles(files);
  });

  return { elements: [input, curtain], choose: () => input.click() };
}

/** A folder comes as an entry that is no file and cannot be read. */
const filesOf = ({ items }: DataTransfer): File[] =>
  [...items]
    .filter((item) => item.webkitGetAsEntry()?.isDirectory !== true)
    .flatMap((item) => item.getAsFile() ?? []);

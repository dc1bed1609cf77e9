/** What a person should know of an item that is `ready` all the same. */
export const notes = {
  'preview-unsupported': 'The file is kept, but no pictures can be made of its format',
  'picture-missing': 'The file is read, but has nothing in it to show a picture of',
  encrypted: 'The file asks for a password, so no more is known than it says openly',
  'animation-still': 'Only the first frame of the animation is shown',
  'audio-damaged': 'Parts of the recording are damaged or missing, and were left out',
  'hdr-flattened': 'Its high dynamic range is not shown, so it looks flatter than it is',
} as const;

export type NoteCode = keyof typeof notes;

/** Its code is what a page or a program acts on. */
export interface Note {
  readonly code: NoteCode;
  readonly message: string;
}

export const note = (code: NoteCode): Note => ({ code, message: notes[code] });

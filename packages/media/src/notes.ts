/** Notes about restrictions of a `ready` item. */
export const notes = {
  'preview-unsupported': 'The original is kept; previews are not supported for its format',
  'picture-missing': 'The file has no page or cover to preview',
  'document-damaged': 'Damaged parts of the document were left out',
  'form-unsupported': 'The PDF is an XFA form, whose fields are not supported',
  'text-missing': 'No text was found in the document',
  encrypted: 'The file is password-protected; only its public metadata was read',
  'animation-still': 'The preview shows only the first frame of the animation',
  'audio-damaged': 'Damaged or missing parts of the recording were skipped',
  damaged: 'The file is damaged; the preview shows the part that can be decoded',
  'hdr-flattened': 'The preview does not show the high dynamic range of the original',
} as const;

export type NoteCode = keyof typeof notes;

/** A note with a stable code for programs and a message for users. */
export interface Note {
  readonly code: NoteCode;
  readonly message: string;
}

export const note = (code: NoteCode): Note => ({ code, message: notes[code] });

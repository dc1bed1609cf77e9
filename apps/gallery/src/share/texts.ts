import { fill, type Language, languages, type Values } from '../language.ts';

/** Every text of the page for visitors: English, then Brazilian Portuguese. */
const table = {
  loading: ['Loading …', 'Carregando …'],
  goneTitle: ['This link does not work', 'Este link não funciona'],
  goneText: [
    'It has ended, or its address is not complete. Ask the person who sent it for a new one.',
    'Ele terminou, ou o endereço está incompleto. Peça um novo a quem o enviou.',
  ],
  awayTitle: ['The gallery cannot be reached', 'A galeria está inacessível'],
  awayText: ['Try again in a moment.', 'Tente de novo daqui a pouco.'],
  again: ['Try again', 'Tentar de novo'],
  lockedTitle: ['This link has a password', 'Este link tem uma senha'],
  password: ['Password', 'Senha'],
  unlock: ['Open', 'Abrir'],
  wrong: ['That is not the password.', 'Esta não é a senha.'],
  tooOften: [
    'Too many attempts. Try again in a minute.',
    'Tentativas demais. Tente de novo em um minuto.',
  ],
  emptyTitle: ['Nothing to see here yet', 'Ainda não há nada para ver'],
  emptyText: [
    'Items appear as soon as they are ready.',
    'Os itens aparecem assim que estiverem prontos.',
  ],
  more: ['Show more', 'Mostrar mais'],
  until: ['Until {date}', 'Até {date}'],
  open: ['Open {name}', 'Abrir {name}'],
  close: ['Close', 'Fechar'],
  previous: ['Previous', 'Anterior'],
  next: ['Next', 'Próximo'],
  download: ['Download original', 'Baixar original'],
  readText: ['Read the text', 'Ler o texto'],
  dropTitle: ['Send pictures, songs and documents', 'Envie imagens, músicas e documentos'],
  dropText: [
    'Drop them on this page, or choose files. Only the owner of the gallery will see them.',
    'Solte-os nesta página, ou escolha arquivos. Só o dono da galeria os verá.',
  ],
  choose: ['Choose files', 'Escolher arquivos'],
  left: ['Files left: {files}, {size}', 'Arquivos restantes: {files}, {size}'],
  sending: ['Sending … {percent}', 'Enviando … {percent}'],
  sent: ['Sent', 'Enviado'],
  waiting: ['Waiting', 'Na fila'],
  full: ['The link takes no more files', 'O link não aceita mais arquivos'],
  unsupported: ['Files of this type are not taken', 'Arquivos deste tipo não são aceitos'],
  tooLarge: ['The file is too large', 'O arquivo é grande demais'],
  failed: ['Not sent', 'Não enviado'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export type TextName = keyof typeof table;

export type Text = (name: TextName, values?: Values) => string;

/** Returns the texts of a language, with `{placeholders}` replaced by values. */
export function createText(language: Language): Text {
  const column = languages.indexOf(language) as 0 | 1;
  return (name, values = {}) => fill(table[name][column], values);
}

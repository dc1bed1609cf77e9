/** Everything that the page says, in every language that it says it in. */
const table = {
  upload: ['Upload', 'Enviar'],
  emptyTitle: ['Nothing here yet', 'Ainda não há nada aqui'],
  emptyText: [
    'Drop pictures, songs and documents anywhere on this page, paste one, or choose files.',
    'Solte imagens, músicas e documentos em qualquer lugar desta página, cole uma, ou escolha arquivos.',
  ],
  search: ['Search', 'Buscar'],
  nothingTitle: ['Nothing found for “{query}”', 'Nada encontrado para “{query}”'],
  nothingText: [
    'Names, titles, keywords, cameras and descriptions are searched for words that begin so.',
    'A busca olha nomes, títulos, palavras-chave, câmeras e descrições, por palavras que começam assim.',
  ],
  searchEverything: ['Show everything', 'Mostrar tudo'],
  choose: ['Choose files', 'Escolher arquivos'],
  drop: ['Drop to upload', 'Solte para enviar'],
  loading: ['Loading …', 'Carregando …'],
  more: ['Show more', 'Mostrar mais'],
  again: ['Try again', 'Tentar de novo'],
  dismiss: ['Dismiss', 'Dispensar'],
  uploads: ['Uploads', 'Envios'],
  uploadsReady: ['{done} of {all} ready', '{done} de {all} prontos'],
  waiting: ['Waiting', 'Na fila'],
  sending: ['{percent} of {size}', '{percent} de {size}'],
  saving: ['Being kept …', 'Guardando …'],
  received: ['Received', 'Recebido'],
  stored: ['In the queue', 'Na fila'],
  processing: ['Processing …', 'Processando …'],
  ready: ['Ready', 'Pronto'],
  failed: ['Failed', 'Falhou'],
  duplicate: ['Already in the gallery', 'Já está na galeria'],
  connection: ['The connection was lost', 'A conexão caiu'],
  unexpected: ['The server answered {status}', 'O servidor respondeu {status}'],
  gone: ['It is not in the gallery any more', 'Não está mais na galeria'],
  today: ['Today', 'Hoje'],
  yesterday: ['Yesterday', 'Ontem'],
  takenSpan: ['taken {span}', 'feitas em {span}'],
  open: ['Open {name}', 'Abrir {name}'],
  close: ['Close', 'Fechar'],
  previous: ['Previous', 'Anterior'],
  next: ['Next', 'Próxima'],
  download: ['Download original', 'Baixar original'],
  delete: ['Delete', 'Excluir'],
  deleteTitle: ['Delete {name}?', 'Excluir {name}?'],
  deleteText: [
    'The original, its renditions and its description go away. This cannot be undone.',
    'O original, suas versões e sua descrição serão apagados. Não há como desfazer.',
  ],
  deleted: ['{name} was deleted', '{name} foi excluído'],
  cancel: ['Cancel', 'Cancelar'],
  retry: ['Process again', 'Processar de novo'],
  failure: ['It could not be processed', 'Não foi possível processar'],
  details: ['Details', 'Detalhes'],
  history: ['Uploads and attempts', 'Envios e tentativas'],
  uploaded: ['Uploaded', 'Enviado'],
  attempt: ['Processed', 'Processado'],
  from: ['from {address}', 'de {address}'],
  withKey: ['with key {key}', 'com a chave {key}'],
  took: ['{seconds} s', '{seconds} s'],
  file: ['File', 'Arquivo'],
  size: ['Size', 'Tamanho'],
  dimensions: ['Dimensions', 'Dimensões'],
  pixels: ['{width} × {height} px', '{width} × {height} px'],
  duration: ['Animation', 'Animação'],
  title: ['Title', 'Título'],
  album: ['Album', 'Álbum'],
  track: ['Track', 'Faixa'],
  year: ['Year', 'Ano'],
  length: ['Length', 'Duração'],
  loudness: ['Loudness', 'Volume'],
  loudnesses: ['{before} → {after} LUFS', '{before} → {after} LUFS'],
  cover: ['Cover of {title}', 'Capa de {title}'],
  readText: ['Read the text', 'Ler o texto'],
  author: ['Author', 'Autor'],
  subject: ['Subject', 'Assunto'],
  keywords: ['Keywords', 'Palavras-chave'],
  pages: ['Pages', 'Páginas'],
  sheets: ['Sheets', 'Planilhas'],
  records: ['Rows and columns', 'Linhas e colunas'],
  lines: ['Lines', 'Linhas'],
  created: ['Written', 'Escrito em'],
  modified: ['Changed', 'Alterado em'],
  embeddedFiles: ['Files in it', 'Arquivos dentro'],
  scripts: ['Scripts in it', 'Scripts dentro'],
  added: ['Added', 'Adicionado'],
  taken: ['Taken', 'Feita em'],
  localTime: ["camera's clock, time zone unknown", 'relógio da câmera, fuso desconhecido'],
  offsetByGps: ['offset by comparison with GPS', 'fuso por comparação com o GPS'],
  camera: ['Camera', 'Câmera'],
  lens: ['Lens', 'Lente'],
  exposure: ['Exposure', 'Exposição'],
  flash: ['flash', 'flash'],
  place: ['Place', 'Lugar'],
  altitude: ['{metres} m', '{metres} m'],
  description: ['Description', 'Descrição'],
  artist: ['Artist', 'Autor'],
  copyright: ['Copyright', 'Direitos'],
  keyTitle: ['This gallery needs a key', 'Esta galeria pede uma chave'],
  keyText: [
    'Enter the API key that you were given. It is kept in this tab only.',
    'Digite a chave de API que você recebeu. Ela fica guardada só nesta aba.',
  ],
  keyWrong: ['This key is not known here.', 'Esta chave não é conhecida aqui.'],
  keyLabel: ['API key', 'Chave de API'],
  keyEnter: ['Open the gallery', 'Abrir a galeria'],
  keyForget: ['Forget the key', 'Esquecer a chave'],
} as const;

/** What the API's codes mean; its own sentences are English. */
const codes: Readonly<Record<string, string>> = {
  corrupt: 'O arquivo está danificado e não pode ser decodificado',
  'format-unsupported': 'O arquivo é de um formato que não se decodifica aqui',
  'video-unsupported': 'O arquivo contém vídeo, e daqui só se aproveita som',
  'too-long': 'A gravação é mais longa do que se aceita',
  'too-many-pixels': 'A imagem tem mais pixels do que se decodifica',
  'too-slow': 'O arquivo leva mais tempo para decodificar do que o permitido',
  'too-much-memory': 'O arquivo pede mais memória para decodificar do que o permitido',
  'decoder-lost': 'O decodificador caiu todas as vezes que leu o arquivo',
  'expands-too-far': 'O arquivo, descompactado, é maior do que o permitido',
  'too-large': 'O arquivo é maior do que o seu tipo permite',
  'content-mismatch': 'Os bytes guardados não são os que foram enviados',
  'retries-exhausted': 'O processamento falhou em todas as tentativas',
  'store-refused': 'O armazenamento recusou o arquivo; os bytes estão guardados aqui',
  'preview-unsupported': 'O arquivo está guardado, mas não se fazem imagens do seu formato',
  'audio-damaged': 'Partes da gravação estão danificadas ou faltam, e foram deixadas de fora',
  'picture-missing': 'O arquivo foi lido, mas não tem nada que se mostre como imagem',
  encrypted: 'O arquivo pede uma senha; só se sabe dele o que diz abertamente',
  'animation-still': 'Só o primeiro quadro da animação é mostrado',
  'hdr-flattened': 'O alcance dinâmico alto não é mostrado; a imagem parece mais apagada do que é',
  'empty-file': 'O arquivo está vazio',
  'file-too-large': 'O arquivo é maior do que se aceita',
  'kind-unsupported': 'O arquivo não é de nenhum tipo aceito',
  'scope-missing': 'A chave não permite isto',
  'cloud-unavailable': 'O catálogo ou o armazenamento está fora de alcance',
  'not-stored': 'O original ainda está a caminho do armazenamento',
  'spool-full': 'Não há espaço para receber mais agora; tente mais tarde',
  'spool-unwritable': 'Não se pode gravar agora; tente mais tarde',
};

export type TextName = keyof typeof table;

/** The languages of the table's columns, as Intl and the `lang` attribute name them. */
export const languages = ['en', 'pt-BR'] as const;
export type Language = (typeof languages)[number];

/** What the page speaks, and how whoever reads it writes dates and numbers. */
export interface Choice {
  readonly language: Language;
  readonly locale: string;
}

/** The first language that a browser's user reads and the page speaks. */
export function chooseLanguage(preferred: readonly string[]): Choice {
  for (const wanted of preferred) {
    // Some browsers pass on what the system says, as in `en-US@posix`, which is no language tag.
    const locale = /^[a-z\d-]+/i.exec(wanted)?.[0] ?? '';
    if (/^pt\b/i.test(locale)) return { language: 'pt-BR', locale };
    if (/^en\b/i.test(locale)) return { language: 'en', locale };
  }
  return { language: 'en', locale: 'en' };
}

export interface Texts {
  readonly language: Language;
  /** A text with its `{places}` filled in. */
  text(name: TextName, values?: Readonly<Record<string, string | number>>): string;
  /** What a failure's, a note's or a problem's code means. */
  meaning(code: string, message: string): string;
}

export function createTexts(language: Language): Texts {
  const column = languages.indexOf(language) as 0 | 1;
  return {
    language,
    text: (name, values = {}) =>
      table[name][column].replace(/\{(\w+)\}/g, (place, key) => String(values[key] ?? place)),
    meaning: (code, message) => (language === 'en' ? message : (codes[code] ?? message)),
  };
}

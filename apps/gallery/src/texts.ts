/** Every text of the page: English, then Brazilian Portuguese. */
const table = {
  upload: ['Upload', 'Enviar'],
  emptyTitle: ['Nothing here yet', 'Ainda não há nada aqui'],
  emptyText: [
    'Drop pictures, songs and documents anywhere on this page, paste one, or choose files.',
    'Solte imagens, músicas e documentos em qualquer lugar desta página, cole uma, ou escolha arquivos.',
  ],
  search: ['Search', 'Buscar'],
  emptySearchTitle: ['Nothing found for “{query}”', 'Nada encontrado para “{query}”'],
  emptySearchText: [
    'Search covers names, titles, keywords, cameras and descriptions, and matches the beginnings of words.',
    'A busca cobre nomes, títulos, palavras-chave, câmeras e descrições, e compara o início das palavras.',
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
  reconnecting: ['The connection was lost; trying again …', 'A conexão caiu; tentando de novo …'],
  paused: ['Paused at {percent}', 'Pausado em {percent}'],
  pause: ['Pause', 'Pausar'],
  resume: ['Resume', 'Continuar'],
  retryAll: ['Try all again', 'Tentar todos de novo'],
  unfinished: [
    'Not uploaded completely: {names}. Choose the same files again to go on.',
    'Envio incompleto: {names}. Escolha os mesmos arquivos de novo para continuar.',
  ],
  saving: ['Saving …', 'Salvando …'],
  received: ['Received', 'Recebido'],
  stored: ['In the queue', 'Na fila'],
  processing: ['Processing …', 'Processando …'],
  ready: ['Ready', 'Pronto'],
  failed: ['Failed', 'Falhou'],
  duplicate: ['Already in the gallery', 'Já está na galeria'],
  connection: ['The connection was lost', 'A conexão caiu'],
  unexpected: ['The server answered {status}', 'O servidor respondeu {status}'],
  gone: ['The item is no longer in the gallery', 'O item não está mais na galeria'],
  today: ['Today', 'Hoje'],
  yesterday: ['Yesterday', 'Ontem'],
  takenSpan: ['taken {span}', 'feitas em {span}'],
  open: ['Open {name}', 'Abrir {name}'],
  close: ['Close', 'Fechar'],
  previous: ['Previous', 'Anterior'],
  next: ['Next', 'Próxima'],
  download: ['Download original', 'Baixar original'],
  delete: ['Delete', 'Excluir'],
  deleteTitle: ['Move {name} to the bin?', 'Mover {name} para a lixeira?'],
  deleteText: [
    'It can be restored for 30 days, or as long as this Galeria is set to keep its bin.',
    'Pode ser restaurado por 30 dias, ou pelo tempo configurado para a lixeira desta Galeria.',
  ],
  deleted: ['{name} was moved to the bin', '{name} foi movido para a lixeira'],
  cancel: ['Cancel', 'Cancelar'],
  retry: ['Process again', 'Processar de novo'],
  failure: ['Processing failed', 'O processamento falhou'],
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
  created: ['Created', 'Criado em'],
  modified: ['Modified', 'Modificado em'],
  embeddedFiles: ['Embedded files', 'Arquivos incorporados'],
  scripts: ['Scripts', 'Scripts'],
  added: ['Added', 'Adicionado'],
  taken: ['Taken', 'Feita em'],
  localTime: ['camera time, time zone unknown', 'hora da câmera, fuso desconhecido'],
  offsetByGps: ['time zone derived from GPS', 'fuso obtido do GPS'],
  camera: ['Camera', 'Câmera'],
  lens: ['Lens', 'Lente'],
  exposure: ['Exposure', 'Exposição'],
  flash: ['flash', 'flash'],
  place: ['Place', 'Lugar'],
  position: ['Position', 'Posição'],
  altitude: ['{metres} m', '{metres} m'],
  description: ['Description', 'Descrição'],
  artist: ['Artist', 'Autor'],
  copyright: ['Copyright', 'Direitos'],
  keyTitle: ['This gallery requires an API key', 'Esta galeria exige uma chave de API'],
  keyText: [
    'Enter your API key. It is stored in this tab only.',
    'Digite sua chave de API. Ela fica guardada só nesta aba.',
  ],
  keyWrong: ['The key is not valid.', 'A chave não é válida.'],
  keyLabel: ['API key', 'Chave de API'],
  keyEnter: ['Open the gallery', 'Abrir a galeria'],
  keyForget: ['Remove the key', 'Remover a chave'],
} as const;

/** Portuguese texts for the API's codes; the API's own messages are in English. */
const codes: Readonly<Record<string, string>> = {
  corrupt: 'O arquivo está danificado e não pode ser decodificado',
  'format-unsupported': 'Esta variante do formato não é suportada',
  'video-unsupported': 'Vídeo não é suportado',
  'too-long': 'A gravação é mais longa que o limite',
  'too-many-pixels': 'A imagem tem mais pixels que o limite',
  'too-slow': 'Decodificar o arquivo leva mais tempo que o limite',
  'too-much-memory': 'Decodificar o arquivo usa mais memória que o limite',
  'decoder-lost': 'O decodificador falhou ao ler o arquivo',
  'expands-too-far': 'O arquivo descompactado é maior que o limite',
  'too-large': 'O arquivo é maior que o limite do seu tipo',
  'content-mismatch': 'Os bytes guardados diferem dos enviados',
  'retries-exhausted': 'O processamento falhou em todas as tentativas',
  'store-refused': 'O armazenamento recusou o arquivo; os bytes continuam neste servidor',
  'preview-unsupported': 'O original está guardado; não há prévia para este formato',
  'audio-damaged': 'Partes danificadas ou ausentes da gravação foram puladas',
  'picture-missing': 'O arquivo não tem página nem capa para a prévia',
  'document-damaged': 'Partes danificadas do documento foram deixadas de fora',
  'form-unsupported': 'O PDF é um formulário XFA, cujos campos não são suportados',
  'text-missing': 'Nenhum texto foi encontrado no documento',
  encrypted: 'O arquivo é protegido por senha; só os metadados públicos foram lidos',
  'animation-still': 'A prévia mostra só o primeiro quadro da animação',
  damaged: 'O arquivo está danificado; a prévia mostra a parte que pode ser decodificada',
  'hdr-flattened': 'A prévia não mostra o alto alcance dinâmico do original',
  'empty-file': 'O arquivo está vazio',
  'file-too-large': 'O arquivo é maior que o limite',
  'kind-unsupported': 'Tipo de arquivo não suportado',
  'scope-missing': 'A chave não tem a permissão necessária',
  'cloud-unavailable': 'O catálogo ou o armazenamento está indisponível',
  'not-stored': 'O original ainda não foi armazenado',
  'spool-full': 'Não há espaço livre; tente mais tarde',
  'spool-unwritable': 'Não é possível gravar; tente mais tarde',
};

export type TextName = keyof typeof table;

/** The languages of the table's columns, as Intl and the `lang` attribute name them. */
export const languages = ['en', 'pt-BR'] as const;
export type Language = (typeof languages)[number];

/** The page's language, and the locale of its dates and numbers. */
export interface Choice {
  readonly language: Language;
  readonly locale: string;
}

/** Returns the first of the user's preferred languages that the page has texts for. */
export function chooseLanguage(preferred: readonly string[]): Choice {
  for (const wanted of preferred) {
    // Some browsers report a POSIX locale such as `en-US@posix`, which is not a language tag.
    const locale = /^[a-z\d-]+/i.exec(wanted)?.[0] ?? '';
    if (/^pt\b/i.test(locale)) return { language: 'pt-BR', locale };
    if (/^en\b/i.test(locale)) return { language: 'en', locale };
  }
  return { language: 'en', locale: 'en' };
}

export interface Texts {
  readonly language: Language;
  /** Returns a text with its `{placeholders}` replaced by `values`. */
  text(name: TextName, values?: Readonly<Record<string, string | number>>): string;
  /** Returns the message for a failure's, note's or problem's code in the page's language. */
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

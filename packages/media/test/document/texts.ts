import { said } from './office.ts';

/** Made by hand, after the Rich Text Format Specification 1.9.1. */
export const rtf = (): Buffer =>
  Buffer.from(
    String.raw`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}{\*\generator Escritor 1.2;}
{\info{\title Relat\'f3rio da mar\'e9}{\author Ana Souza}{\subject \'c1gua e areia}
{\keywords praia, mar\'e9, ver\'e3o}{\creatim\yr2024\mo5\dy6\hr7\min8\sec9}{\nofpages3}}
\paperw11906\paperh16838{\pict\bin4 {}{} 89504e47}{\object{\*\objdata 0105}}
{\header cabe\'e7alho}\pard O mar subiu tr\u234\'eas metros.\par
\uc2 {\b 5}\~\u8364\'80\'80 \{sic\}\tab fim\line {\*\bkmkstart x}\'d3timo\par}`,
    'latin1',
  );

export const html = (): Buffer =>
  Buffer.from(
    '<!-- feita à mão --><!doctype html><html lang="pt-BR"><head><meta charset="iso-8859-1">' +
      `<title>${said.title}</title><meta name="Author" content="${said.author}">` +
      `<meta name="keywords" content="${said.keywords.join(', ')}"><style>p { color: red }</style>` +
      `<script>alert(1)</script></head><body onload="alert(2)"><h1>Marés</h1><p>${said.text}</p>` +
      '<ul><li>um<li>dois &amp; três</ul><script src="x.js"></script></body></html>',
    'latin1',
  );

export const markdown = (): Buffer =>
  Buffer.from(`# ${said.title} #\n\n${said.text}\n\n- um\n- dois\n`);

export const csv = (): Buffer =>
  Buffer.from(`dia;altura;nota\r\n1;2,5;"${said.text}; ""bravo""\r\nsegunda linha"\r\n2;3;\r\n`);

export const json = (): Buffer =>
  Buffer.from(JSON.stringify({ título: said.title, alturas: [1, 2.5, null, true] }, null, 2));

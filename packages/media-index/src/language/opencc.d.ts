/** OpenCC's table of characters: pairs, separated by `|`, of a traditional and a simplified one. */
declare module 'opencc-js/dict/TSCharacters' {
  const table: string;
  export default table;
}

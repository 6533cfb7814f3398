// nspell brings no types; these are the parts that are used here.
declare module 'nspell' {
  interface Speller {
    correct(word: string): boolean;
    suggest(word: string): string[];
    add(word: string): Speller;
  }
  function nspell(aff: string, dic: string): Speller;
  export = nspell;
}

// Which of the colours for people a desk wears: the same in every window.
const HUES = 5;

/** 1 to 5; `--person-N` of the editor's styles. */
export function hueOf(desk: string): number {
  let sum = 0;
  for (const letter of desk) sum = (sum * 31 + letter.charCodeAt(0)) % 9_973;
  return (sum % HUES) + 1;
}

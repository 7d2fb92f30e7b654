// What all pages have in common (templates for scripts, for the most part) is kept once, and put in as a copy is shown.
// Of each version its own: they are made for the scripts of that version.
const PLACE = /<!--common (\S+)-->/; // in a page, once for each part
const BETWEEN = "<!--and-->"; // what comes into one of these and what into the next
const ADDRESS = "/phone/common/";

export const isCommon = (path) => path.startsWith(ADDRESS);
export const commonOf = (words) => PLACE.exec(words)?.[1];

// Undefined where it is not here, or has other parts than this page has places for.
export async function withCommon(words, mine) {
  const [place, path] = PLACE.exec(words) ?? [];
  if (!place) return words;
  const parts = (await (await mine.match(path))?.text())?.split(BETWEEN);
  const pieces = words.split(place);
  if (parts?.length !== pieces.length - 1) return undefined;
  return pieces.reduce((page, rest, number) => page + parts[number - 1] + rest);
}

/** @returns what a stranger wrote as it may stand in a sentence: control characters and what turns the direction replaced, cut */
export function printable(text: string, most = 120): string {
  const clean = text.slice(0, most).replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '?')
  return text.length > most ? `${clean}…` : clean
}

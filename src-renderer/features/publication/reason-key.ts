/** The engine names a reason in words; @returns its name in RFC 5280 5.3.1, by which this window knows its own words. */
export function reasonKey(words: string): string {
  const joined = words.replace(/ +(.)/g, (_, letter: string) => letter.toUpperCase())
  return joined.charAt(0).toLowerCase() + joined.slice(1)
}

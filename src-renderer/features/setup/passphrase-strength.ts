/** Fewest characters that the engine takes for a passphrase. */
export const fewestCharacters = 10

/**
 * A rough guess for the meter, 0 to 4: different characters and length count, runs and repeats do not.
 * The engine's own rules decide; this only helps while typing.
 */
export function passphraseStrength(text: string): 0 | 1 | 2 | 3 | 4 {
  const characters = [...text.normalize('NFC')]
  const fresh = characters.filter((character, index) => {
    const before = characters[index - 1]
    if (before === undefined) return true
    return Math.abs((character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)) > 1
  })
  const score = fresh.length + new Set(characters).size / 2
  if (characters.length < fewestCharacters) return 0
  if (score < 14) return 1
  if (score < 20) return 2
  return score < 27 ? 3 : 4
}

/**
 * @param words what the engine, or a shared table, says in English: German by its key
 * @returns the German word where the window is in German and has one
 */
export function germanWord(language: string, words: Readonly<Record<string, string>>, key: string): string | undefined {
  return language.startsWith('de') && Object.hasOwn(words, key) ? words[key] : undefined
}

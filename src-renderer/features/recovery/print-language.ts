/** @returns the language of what is printed: that of the window */
export function printLanguage(language: string): 'en' | 'de' {
  return language === 'de' ? 'de' : 'en'
}

import { useTranslation } from 'react-i18next'

/** @returns the tag for dates and numbers: the system's region where it speaks the language of the window */
export function useLocale(): string {
  const { i18n } = useTranslation()
  return localeFor(i18n.language, navigator.languages)
}

/** @param language of the window, `en` or `de`. @param wanted tags of the system, most wanted first. */
export function localeFor(language: string, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.split('-')[0] === language) ?? language
}

import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

/** The same keys with other words: what a `texts.ts` exports as `de`. */
export type SameKeys<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends readonly string[]
      ? readonly string[]
      : SameKeys<T[K]>
}

interface TextModule {
  readonly en: Readonly<Record<string, unknown>>
  readonly de: Readonly<Record<string, unknown>>
}

/** Every `texts.ts` under ui, its folders and features; the folder's name is the namespace. */
const modules = import.meta.glob<TextModule>(['./ui/texts.ts', './ui/*/texts.ts', './features/*/texts.ts'], {
  eager: true
})

/** Loads the words of all features. Plain `{{name}}` places, plurals with `_one` and `_other`. */
export async function startTexts(language: string): Promise<void> {
  const en: Record<string, unknown> = {}
  const de: Record<string, unknown> = {}
  for (const [path, module] of Object.entries(modules)) {
    const namespace = path.split('/').at(-2) ?? path
    en[namespace] = module.en
    de[namespace] = module.de
  }
  await i18next.use(initReactI18next).init({
    resources: { en, de } as Record<string, Record<string, Record<string, string>>>,
    lng: languageFor('system', language),
    fallbackLng: 'en',
    defaultNS: 'ui',
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    returnNull: false
  })
  document.documentElement.lang = i18next.language
}

/** @param chosen the installation's setting. @param system language tag of the system, e.g. `de-AT`. */
export function languageFor(chosen: 'system' | 'en' | 'de', system: string): 'en' | 'de' {
  if (chosen !== 'system') return chosen
  return system.toLowerCase().startsWith('de') ? 'de' : 'en'
}

/** Changes the language of everything on screen. */
export async function setLanguage(language: 'en' | 'de'): Promise<void> {
  if (i18next.language === language) return
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

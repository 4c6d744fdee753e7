import type { TFunction } from 'i18next'

/** @returns the engine's line about a public key in the language of the window; other lines stay as they are */
export function keyWords(t: TFunction, description: string): string {
  const match = /^(.+), about (\d+) bits of security$/.exec(description)
  return match === null ? description : t('ui:certificate.keyStrength', { key: match[1], bits: match[2] })
}

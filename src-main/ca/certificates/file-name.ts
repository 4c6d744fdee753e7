import { parseNameText } from '../../../src-shared/model/name-text.ts'
import { attributeValues } from '../../../src-shared/model/name.ts'

const COMMON_NAME = '2.5.4.3'

/** @returns a file name for a certificate: its common name in letters that every system takes, or `certificate`. */
export function fileName(subject: string, extension: string): string {
  const stem = commonName(subject)
    .replace(/^\*\./, 'wildcard.')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80)
  return `${stem === '' ? 'certificate' : stem}.${extension}`
}

function commonName(subject: string): string {
  try {
    return attributeValues(parseNameText(subject), COMMON_NAME).at(-1) ?? ''
  } catch {
    return ''
  }
}

import type { Publication } from '../../../src-shared/model/validation.ts'

type TextRecord = Extract<Publication, { kind: 'txt' }>
type FileProof = Extract<Publication, { kind: 'file' }>

/** @returns the record as a line of a zone file (RFC 1035 5.1) */
export function zoneLine({ name, value }: TextRecord): string {
  return `${name}. 300 IN TXT "${value}"`
}

/** @returns the last part of the file's address */
export function fileName({ url }: FileProof): string {
  return url.split('/').at(-1) ?? 'proof.txt'
}

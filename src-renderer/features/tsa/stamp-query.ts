import type { Input } from '../../../src-shared/api/index.ts'

/** Hex digits of the hashes that documents are stamped by. */
const hashLengths: readonly number[] = [40, 64, 96, 128]

/** @returns what a search text can mean: a hash of a document, a serial number, or the address of a client */
export function stampQuery(service: number, text: string): Input<'tsa.log'> {
  const wanted = text.trim().replace(/\s+/g, '')
  if (wanted === '') return { service }
  const digits = wanted.replace(/^0x/i, '')
  if (/^[0-9A-Fa-f]+$/.test(digits) && !/^\d{1,3}$/.test(wanted))
    return hashLengths.includes(digits.length) ? { service, hash: digits } : { service, serial: digits }
  return { service, client: wanted }
}

import { DerReader } from './der/reader.ts'
import { csrAttributes } from './csr.ts'
import type { CertificationRequest } from './model.ts'

/** What takes the place of every octet of a secret: X in every type of string, BMPString too. */
export const secretFill = 0x58

/** @returns whether the challengePassword of a CSR was overwritten, so that its signature cannot be verified any more. */
export function secretTakenOut({ attributes }: Pick<CertificationRequest, 'attributes'>): boolean {
  return attributes.some(({ oid, values }) => oid === csrAttributes.challengePassword && values.some(isFilled))
}

function isFilled(value: Uint8Array): boolean {
  const reader = new DerReader(value, 'challenge password')
  reader.next()
  const content = value.subarray(reader.contentStart, reader.contentEnd)
  return content.length > 0 && content.every((octet) => octet === secretFill)
}

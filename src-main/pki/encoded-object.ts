import { ChanceryError } from '../../src-shared/errors.ts'
import { malformed } from './der/malformed.ts'
import { base64Bytes, looksLikePem, pemLabels, readPem } from './pem.ts'

/**
 * @returns the DER of one object as people hand it over: PEM with one block of its kind (blocks of other kinds are passed
 * over), DER, or bare base64 of DER. @param kind which labels are taken, see pemLabels.
 * @throws ChanceryError `malformed` when there is none or more than one.
 */
export function objectBytes(input: string | Uint8Array, kind: keyof typeof pemLabels): Uint8Array {
  const all = objectsBytes(input, kind)
  if (all.length !== 1)
    throw new ChanceryError('malformed', `One ${names[kind]} is expected, ${all.length} were given.`)
  return all[0]!
}

/** As `objectBytes`, for one object or more: a chain, a bundle. @throws ChanceryError `malformed` when there is none. */
export function objectsBytes(input: string | Uint8Array, kind: keyof typeof pemLabels): Uint8Array[] {
  if (typeof input !== 'string' && input[0] === 0x30) return [input]
  if (looksLikePem(input)) {
    const labels: readonly string[] = pemLabels[kind]
    const blocks = readPem(input)
    const wanted = blocks.filter((block) => labels.includes(block.label))
    if (wanted.length === 0)
      throw new ChanceryError(
        'malformed',
        `There is no ${names[kind]} in it, only ${[...new Set(blocks.map((block) => block.label))].join(', ') || 'nothing'}.`
      )
    return wanted.map((block) => block.bytes)
  }
  const text =
    typeof input === 'string' ? input : Buffer.from(input.buffer, input.byteOffset, input.length).toString('latin1')
  const bytes = base64Bytes(text)
  if (bytes === null || bytes[0] !== 0x30)
    throw malformed(names[kind], 'it is neither PEM nor DER nor base64 of DER', 0)
  return [bytes]
}

const names: Readonly<Record<keyof typeof pemLabels, string>> = {
  certificate: 'certificate',
  csr: 'certificate request',
  crl: 'CRL',
  publicKey: 'public key',
  cms: 'CMS object'
}

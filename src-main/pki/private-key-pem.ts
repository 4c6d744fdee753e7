import { ChanceryError } from '../../src-shared/errors.ts'
import { readPem, type PemBlock } from './pem.ts'

/** A private key with a chain of certificates around it fits. */
const limits = { maxLength: 256 * 1024, maxBlocks: 100 }

export interface PrivateKeyPem {
  /** Decoded; the caller zeroes it. */
  readonly body: Uint8Array
  /** From DEK-Info (RFC 1421 4.6.1.3) of an encrypted traditional key, null otherwise. */
  readonly encryption: { readonly cipher: string; readonly iv: Uint8Array } | null
}

const labels: ReadonlySet<string> = new Set([
  'PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY'
])

/**
 * Finds the one private key in PEM text (RFC 7468, with the headers of RFC 1421); certificates and parameters around it
 * are passed over.
 * @throws ChanceryError `malformed` for none or two of them or for bad PEM, `invalid-input` for kinds that are not
 *   read (OpenSSH, DSA), `too-large`.
 */
export function findPrivateKeyPem(text: string): PrivateKeyPem {
  const keys = readPem(text, limits).filter((block) => block.label.endsWith('PRIVATE KEY'))
  const [block] = keys
  if (block === undefined) throw new ChanceryError('malformed', 'There is no private key in this text.')
  if (keys.length > 1)
    throw new ChanceryError('malformed', `There are ${keys.length} private keys in this text; one is wanted.`)
  if (!labels.has(block.label)) {
    throw new ChanceryError(
      'invalid-input',
      `A private key in the form "${block.label}" is not read. Convert it to PKCS#8, for example with "openssl pkey".`
    )
  }
  return { body: block.bytes, encryption: readEncryption(block) }
}

function readEncryption(block: PemBlock): PrivateKeyPem['encryption'] {
  const info = block.headers.find(([name]) => name === 'DEK-Info')
  if (info === undefined) return null
  const match = /^([A-Z0-9-]{1,20}),([0-9A-Fa-f]{16,32})$/.exec(info[1])
  if (match === null)
    throw new ChanceryError('malformed', 'The encryption header of the private key (DEK-Info) cannot be read.')
  return { cipher: match[1]!, iv: new Uint8Array(Buffer.from(match[2]!, 'hex')) }
}

import { ChanceryError } from '../../src-shared/errors.ts'
import { checkSize } from './der/malformed.ts'

/** A private key with a chain of certificates around it fits. */
const maxTextLength = 256 * 1024

export type PrivateKeyLabel = 'PRIVATE KEY' | 'ENCRYPTED PRIVATE KEY' | 'RSA PRIVATE KEY' | 'EC PRIVATE KEY'

export interface PrivateKeyPem {
  readonly label: PrivateKeyLabel
  /** Decoded; the caller zeroes it. */
  readonly body: Uint8Array
  /** From DEK-Info (RFC 1421 4.6.1.3) of an encrypted traditional key, null otherwise. */
  readonly encryption: { readonly cipher: string; readonly iv: Uint8Array } | null
}

const labels: ReadonlySet<string> = new Set<PrivateKeyLabel>([
  'PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY'
])
const isLabel = (label: string): label is PrivateKeyLabel => labels.has(label)

/**
 * Finds the one private key in PEM text (RFC 7468, with the headers of RFC 1421); certificates and parameters around it
 * are passed over.
 * @throws ChanceryError `malformed` for none or two of them or for bad base64, `invalid-input` for kinds that are not
 *   read (OpenSSH, DSA), `too-large`.
 */
export function findPrivateKeyPem(text: string): PrivateKeyPem {
  checkSize('private key file', text.length, maxTextLength)
  const blocks: PrivateKeyPem[] = []
  for (const [, label = '', content = ''] of text.matchAll(
    /-----BEGIN ([A-Z0-9 ]{1,40})-----\r?\n([^-]*(?:-[^-]+)*)-----END \1-----/g
  )) {
    if (isLabel(label)) blocks.push(readBlock(label, content))
    else if (label.endsWith('PRIVATE KEY')) {
      throw new ChanceryError(
        'invalid-input',
        `A private key in the form "${label}" is not read. Convert it to PKCS#8, for example with "openssl pkey".`
      )
    }
  }
  const [block] = blocks
  if (block === undefined) throw new ChanceryError('malformed', 'There is no complete private key in this text.')
  if (blocks.length > 1)
    throw new ChanceryError('malformed', `There are ${blocks.length} private keys in this text; one is wanted.`)
  return block
}

function readBlock(label: PrivateKeyLabel, content: string): PrivateKeyPem {
  const lines = content.split(/\r?\n/).map((line) => line.trim())
  const headers = lines.filter((line) => line.includes(':'))
  const base64 = lines.filter((line) => !line.includes(':')).join('')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) {
    throw new ChanceryError('malformed', 'The private key is cut off or holds characters that are not base64.')
  }
  const body = new Uint8Array(Buffer.from(base64, 'base64'))
  const info = headers.find((line) => line.startsWith('DEK-Info:'))
  if (info === undefined) return { label, body, encryption: null }
  const match = /^DEK-Info:\s*([A-Z0-9-]{1,20}),([0-9A-Fa-f]{16,32})$/.exec(info)
  if (match === null)
    throw new ChanceryError('malformed', 'The encryption header of the private key (DEK-Info) cannot be read.')
  return { label, body, encryption: { cipher: match[1] ?? '', iv: new Uint8Array(Buffer.from(match[2] ?? '', 'hex')) } }
}

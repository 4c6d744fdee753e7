import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'
import { checkSize } from './der/malformed.ts'
import { sameBytes } from './der/hex.ts'
import { base64Bytes } from './pem.ts'
import { SshReader, malformedSsh } from './ssh-reader.ts'

/** A public key as SSH writes it (RFC 4253 6.6, RFC 5656 3.1, RFC 8709 4). */
export interface SshPublicKey {
  /** Name of the algorithm, e.g. `ssh-ed25519`. */
  readonly type: string
  readonly comment: string
  readonly blob: Uint8Array
  /** SubjectPublicKeyInfo, DER; null for kinds that X.509 has no form for here (security keys, DSA). */
  readonly spki: Uint8Array | null
  /** `SHA256:` and base64 without padding, as ssh-keygen prints it. */
  readonly fingerprint: string
}

/** A private key file of OpenSSH, its public part only: that part is never encrypted. */
export interface OpenSshPrivateKey {
  /** `none` where the private part lies open. */
  readonly cipher: string
  readonly kdf: string
  readonly publicKey: SshPublicKey
}

/** Bytes of the largest key that is read: RSA of 16384 bits has about 2 KiB. */
const MAX_BLOB = 16 * 1024
const MAX_LINE = 32 * 1024
/** Lines of an authorized_keys file that are read. */
const MAX_KEYS = 100
const MAX_RSA_OCTETS = 16_384 / 8

const ecCurves: Readonly<Record<string, readonly [name: string, curve: string, octets: number]>> = {
  'ecdsa-sha2-nistp256': ['nistp256', 'P-256', 32],
  'ecdsa-sha2-nistp384': ['nistp384', 'P-384', 48],
  'ecdsa-sha2-nistp521': ['nistp521', 'P-521', 66]
}
const firstWord =
  /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp(?:256|384|521)|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)[ \t]+AAAA/
const MAGIC = Buffer.from('openssh-key-v1\0', 'latin1')
const RFC4716_BEGIN = '---- BEGIN SSH2 PUBLIC KEY ----'
const RFC4716_END = '---- END SSH2 PUBLIC KEY ----'

/** @returns whether the text begins like a public key of SSH, or a file with several. */
export function looksLikeSshKey(text: string): boolean {
  if (text.trimStart().startsWith(RFC4716_BEGIN)) return true
  const first = keyLines(text.slice(0, MAX_LINE))[0]
  return first !== undefined && firstWord.test(first)
}

/**
 * Reads public keys of SSH: the lines of OpenSSH without options, or one key in the form of RFC 4716.
 * @throws ChanceryError `malformed`, `too-large`
 */
export function parseSshPublicKeys(text: string): SshPublicKey[] {
  if (text.trimStart().startsWith(RFC4716_BEGIN)) return [rfc4716(text.trim())]
  const lines = keyLines(text)
  if (lines.length > MAX_KEYS)
    throw new ChanceryError('too-large', `There are ${lines.length} SSH keys in it; at most ${MAX_KEYS} are read.`)
  return lines.map((line) => {
    checkSize('SSH key', line.length, MAX_LINE)
    const [, type = '', base64 = '', comment = ''] = /^(\S+)[ \t]+(\S+)(?:[ \t]+(.*))?$/.exec(line) ?? []
    const key = parseSshBlob(exact(base64), printable(comment))
    if (key.type !== type) throw malformedSsh(`the line says ${type.slice(0, 40)} and the key ${key.type.slice(0, 40)}`)
    return key
  })
}

/** Reads one public key in the wire form of SSH. @throws ChanceryError `malformed`, `too-large` */
export function parseSshBlob(blob: Uint8Array, comment = ''): SshPublicKey {
  checkSize('SSH key', blob.length, MAX_BLOB)
  const reader = new SshReader(blob)
  const type = reader.text(100)
  const jwk = bodyOf(type, reader)
  reader.finish()
  return { type, comment, blob, spki: jwk === null ? null : spkiOf(jwk), fingerprint: fingerprint(blob) }
}

/**
 * Reads what lies open of an OpenSSH private key file (PROTOCOL.key of OpenSSH): how it is protected and its public key.
 * The private part is passed over unread.
 * @throws ChanceryError `malformed`, `too-large`
 */
export function parseOpenSshPrivateKey(bytes: Uint8Array): OpenSshPrivateKey {
  checkSize('OpenSSH private key', bytes.length, 64 * 1024)
  if (!sameBytes(bytes.subarray(0, MAGIC.length), MAGIC)) throw malformedSsh('it does not begin as openssh-key-v1')
  const reader = new SshReader(bytes.subarray(MAGIC.length))
  const cipher = reader.text(60)
  const kdf = reader.text(60)
  reader.octets(1024)
  // The format allows more; ssh-keygen writes and reads one only.
  if (reader.number() !== 1) throw malformedSsh('it does not hold exactly one key')
  const publicKey = parseSshBlob(reader.octets(MAX_BLOB).slice())
  reader.octets(64 * 1024)
  // An authenticated cipher (AES-GCM, ChaCha20) puts its tag behind.
  const left = reader.left
  if (left !== 0 && left !== 16) throw malformedSsh(`${left} bytes follow its end`)
  return { cipher, kdf, publicKey }
}

/** @returns a public key as a line of OpenSSH; null for kinds that SSH has no name for. @throws ChanceryError `malformed` */
export function sshPublicKeyText(spki: Uint8Array): string | null {
  const jwk = jwkOf(spki)
  const part = (name: 'x' | 'y' | 'n' | 'e'): Uint8Array => Buffer.from(String(jwk?.[name] ?? ''), 'base64url')
  if (jwk?.kty === 'RSA') return line('ssh-rsa', [positive(part('e')), positive(part('n'))])
  if (jwk?.kty === 'OKP' && jwk.crv === 'Ed25519') return line('ssh-ed25519', [part('x')])
  const found = Object.entries(ecCurves).find(([, [, curve]]) => jwk?.kty === 'EC' && jwk.crv === curve)
  if (found === undefined) return null
  const [type, [name]] = found
  return line(type, [Buffer.from(name), Buffer.concat([Uint8Array.of(4), part('x'), part('y')])])
}

/** @returns a public key as JWK (RFC 7517), null where the runtime cannot write it as one. */
export function jwkOf(spki: Uint8Array): JsonWebKey | null {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }).export({ format: 'jwk' })
  } catch {
    return null
  }
}

/** @returns the key as JWK; null for a kind that is named and not converted */
function bodyOf(type: string, reader: SshReader): JsonWebKey | null {
  if (type === 'ssh-ed25519') {
    const x = reader.octets(32)
    if (x.length !== 32) throw malformedSsh('an Ed25519 key has 32 octets (RFC 8709 4)')
    return { kty: 'OKP', crv: 'Ed25519', x: url(x) }
  }
  if (type === 'ssh-rsa') {
    const e = reader.positive(64)
    return { kty: 'RSA', e: url(e), n: url(reader.positive(MAX_RSA_OCTETS)) }
  }
  const curve = Object.hasOwn(ecCurves, type) ? ecCurves[type] : undefined
  if (curve !== undefined) {
    const [name, crv, octets] = curve
    if (reader.text(20) !== name) throw malformedSsh('the curve is not the one of its name (RFC 5656 3.1)')
    const point = reader.octets(1 + 2 * octets)
    if (point[0] !== 4 || point.length !== 1 + 2 * octets) throw malformedSsh('its point is not written uncompressed')
    return { kty: 'EC', crv, x: url(point.subarray(1, 1 + octets)), y: url(point.subarray(1 + octets)) }
  }
  if (!firstWord.test(`${type} AAAA`)) throw malformedSsh(`keys of the kind "${type.slice(0, 60)}" are not read`)
  const fields = type === 'ssh-dss' ? 4 : type.startsWith('sk-ssh') ? 2 : 3
  for (let field = 0; field < fields; field++) reader.octets(MAX_RSA_OCTETS)
  return null
}

function spkiOf(jwk: JsonWebKey): Uint8Array {
  try {
    const der = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' })
    return new Uint8Array(der)
  } catch (error) {
    throw malformedSsh('its numbers are no valid key', error)
  }
}

function rfc4716(text: string): SshPublicKey {
  checkSize('SSH key', text.length, MAX_LINE)
  const lines = text.split(/\r\n|\n|\r/)
  if (lines.at(-1) !== RFC4716_END) throw malformedSsh('it has no END line, or text follows it (RFC 4716 3.2)')
  let comment = ''
  let at = 1
  // RFC 4716 3.3: headers, continued where a line ends with a backslash.
  for (; /^[!-9;-~]{1,64}: ?/.test(lines[at] ?? ''); at++) {
    let header = lines[at] ?? ''
    while (header.endsWith('\\') && at < lines.length - 1) header = header.slice(0, -1) + (lines[++at] ?? '')
    if (/^comment:/i.test(header))
      comment = header
        .slice(8)
        .trim()
        .replace(/^"(.*)"$/, '$1')
  }
  return parseSshBlob(exact(lines.slice(at, -1).join('')), printable(comment))
}

const keyLines = (text: string): string[] =>
  text
    .split(/\r\n|\n|\r/)
    .map((one) => one.trim())
    .filter((one) => one !== '' && !one.startsWith('#'))

function exact(base64: string): Uint8Array {
  const bytes = base64Bytes(base64)
  if (bytes === null) throw malformedSsh('its base64 is not exact')
  return bytes
}

/** A comment is anybody's text: control characters have no business in it. */
const printable = (text: string): string => text.replace(/\p{C}/gu, '\ufffd').slice(0, 300)

const url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** mpint of RFC 4251 5: a number whose first bit is set gets a zero in front. */
const positive = (bytes: Uint8Array): Uint8Array =>
  (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Uint8Array.of(0), bytes]) : bytes

function line(type: string, fields: readonly Uint8Array[]): string {
  const parts = [Buffer.from(type), ...fields].flatMap((field) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(field.length)
    return [length, field]
  })
  return `${type} ${Buffer.concat(parts).toString('base64')}`
}

const fingerprint = (blob: Uint8Array): string =>
  `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`

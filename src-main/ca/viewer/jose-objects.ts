import { createPublicKey, type JsonWebKey } from 'node:crypto'
import type { ViewedCheck, ViewedObject } from '../../../src-shared/api/viewer.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { asn1Tree } from '../../pki/asn1-tree.ts'
import { memberLines } from '../../pki/describe/wire-jws.ts'
import { line, type WireLine } from '../../pki/describe/wire-step.ts'
import { counted } from '../../pki/describe/words.ts'
import { jsonObject, readJoseMessage, type JoseSignature, type Members } from '../../pki/jose-message.ts'
import type { Reader } from '../../store/connection.ts'
import { publicKeyObject } from './objects.ts'
import { attempt } from './shape.ts'

/** Characters of one value that are shown. */
const MAX_VALUE = 4000
const MAX_LINES = 200

/** Members of private and symmetric keys (RFC 7518 6.2.2, 6.3.2, 6.4.1 and RFC 8037 2): never shown. */
const secretMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv']
/** Members of the public half that the key description says better. */
const publicMembers = ['x', 'y', 'n', 'e', 'pub']
/** Times of RFC 7519 4.1, in seconds. */
const times = ['exp', 'nbf', 'iat', 'auth_time']

const bare = { asn1: null, base64: null, pem: null, knownCertificateId: null } as const

/** @returns what a text of JOSE holds. @throws ChanceryError `malformed`, `too-large` */
export function joseObjects(
  from: Reader,
  text: string
): { readonly container: string; readonly objects: ViewedObject[] } {
  const message = readJoseMessage(text)
  switch (message.kind) {
    case 'jwk':
      return { container: 'JWK', objects: [jwkObject(from, message.members)] }
    case 'jwks':
      return {
        container: `JWK Set, ${counted(message.keys.length, 'key')}`,
        objects: message.keys.map((key) => jwkObject(from, key))
      }
    case 'jwe': {
      const facts = [...memberLines(message.header), ...line('ciphertext', counted(message.ciphertext, 'octet'))]
      const check: ViewedCheck = { outcome: 'not-performed', note: 'no-signature', reason: null }
      return { container: 'JWE', objects: [{ kind: 'jwe', title: 'JWE', facts: cut(facts), check, ...bare }] }
    }
    case 'jws': {
      const claims = claimsOf(message.payload)
      const { header = {} } = message.signatures[0] ?? {}
      const isToken = message.form === 'compact' && claims !== null
      const facts = [...message.signatures.flatMap(signatureLines), ...payloadLines(message.payload, claims)]
      const object: ViewedObject = {
        kind: 'jws',
        title: isToken ? `JWT${typeof header['typ'] === 'string' ? `, ${header['typ'].slice(0, 60)}` : ''}` : 'JWS',
        facts: cut(facts),
        check: checkOf(message.signatures),
        ...bare
      }
      return { container: isToken ? 'JWT' : 'JWS', objects: [object] }
    }
  }
}

/** A key without anything secret that came with it. */
function jwkObject(from: Reader, members: Members): ViewedObject {
  const isSecret = Object.keys(members).some((name) => secretMembers.includes(name))
  const shown = Object.fromEntries(
    Object.entries(members).filter(([name]) => ![...secretMembers, ...publicMembers].includes(name))
  )
  const { kty, kid } = members
  const named = typeof kid === 'string' ? kid.slice(0, 100) : typeof kty === 'string' ? kty.slice(0, 60) : ''
  const title = `${isSecret ? (kty === 'oct' ? 'Secret JWK' : 'Private JWK') : 'JWK'}${named === '' ? '' : `, ${named}`}`
  const facts = cut(memberLines(shown))
  const spki = spkiOf(members)
  const known = spki === null ? undefined : attempt(() => publicKeyObject(from, spki, () => asn1Tree(spki)))
  if (isSecret) {
    const { key, forms } = known ?? {}
    return {
      kind: 'private-key',
      title,
      facts,
      ...(key === undefined ? {} : { key }),
      ...(forms === undefined ? {} : { forms }),
      ...bare
    }
  }
  return known === undefined ? { kind: 'jwk', title, facts, ...bare } : { ...known, kind: 'jwk', title, facts }
}

/** @returns SubjectPublicKeyInfo; null for a kind that the runtime does not know, or numbers that are no key */
function spkiOf({ kty, crv, x, y, n, e }: Members): Uint8Array | null {
  const parts = { kty, crv, x, y, n, e }
  const jwk: JsonWebKey = {}
  for (const [name, value] of Object.entries(parts)) if (typeof value === 'string') jwk[name] = value
  if (jwk.kty === undefined || (jwk.n?.length ?? 0) > 3000 || (jwk.e?.length ?? 0) > 100) return null
  try {
    return new Uint8Array(createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' }))
  } catch {
    return null
  }
}

function signatureLines({ header, unprotectedHeader }: JoseSignature): WireLine[] {
  return [
    ...memberLines(header),
    ...memberLines(unprotectedHeader).map(({ label, value }) => ({ label: `${label} (unprotected)`, value }))
  ]
}

function claimsOf(payload: Uint8Array): Members | null {
  try {
    return jsonObject(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch (error) {
    if (error instanceof ChanceryError || error instanceof TypeError) return null
    throw error
  }
}

function payloadLines(payload: Uint8Array, claims: Members | null): WireLine[] {
  if (claims === null) return line('payload', payload.length === 0 ? 'empty' : counted(payload.length, 'octet'))
  return Object.entries(claims).flatMap(([name, value]) => {
    const moment = times.includes(name) && typeof value === 'number' ? momentOf(value) : null
    return moment === null ? memberLines({ [name]: value }) : line(name, moment)
  })
}

function momentOf(seconds: number): string | null {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

function checkOf(signatures: readonly JoseSignature[]): ViewedCheck {
  const [first, ...more] = signatures.map(({ check }) => check)
  const check = [first, ...more].find((one) => one === 'wrong') ?? more.find((one) => one !== first) ?? first ?? 'none'
  const note = check === 'none' ? 'no-signature' : check
  const outcome = check === 'own-key' ? 'ok' : check === 'wrong' ? 'failed' : 'not-performed'
  return { outcome, note, reason: null }
}

function cut(lines: readonly WireLine[]): WireLine[] {
  return lines
    .slice(0, MAX_LINES)
    .map(({ label, value }) => ({ label, value: value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value }))
}

import { ChanceryError } from '../../../src-shared/errors.ts'
import type { AttestationFacts, AttestationStep, AttestationVerdict } from '../../../src-shared/model/yubikey-views.ts'
import { pivSlots, type PinPolicy, type PivSlot, type TouchPolicy } from '../../../src-shared/model/yubikey.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { bigintOf } from '../../pki/der/integer.ts'
import { DerReader } from '../../pki/der/reader.ts'
import type { Certificate } from '../../pki/model.ts'
import { validatePath } from '../../pki/path.ts'
import { readPem } from '../../pki/pem.ts'

/** Yubico's arc for PIV attestation, docs.yubico.com "PIV Attestation OID Arc". */
const ARC = '1.3.6.1.4.1.41482.3'
const FIRMWARE = `${ARC}.3`
const SERIAL = `${ARC}.7`
const POLICIES = `${ARC}.8`
const FORM_FACTOR = `${ARC}.9`
const FIPS = `${ARC}.10`

/** Form factors by Yubico's numbers; 80 is added for FIPS keys. */
const formFactors: Readonly<Record<number, string>> = {
  1: 'USB-A keychain',
  2: 'USB-A nano',
  3: 'USB-C keychain',
  4: 'USB-C nano',
  5: 'USB-C and Lightning',
  6: 'USB-A with fingerprint',
  7: 'USB-C with fingerprint'
}

/** Whom an attestation may end at. */
export interface AttestationTrust {
  /** PEM. */
  readonly roots: readonly string[]
  /** Roots that are not the maker's, of the settings. */
  readonly ownRoots?: readonly string[]
  readonly intermediates: readonly string[]
}

/** What is expected of an attestation, where the key is at hand. */
export interface Expected {
  readonly slot?: PivSlot
  readonly serial?: number | null
  readonly spki?: Uint8Array
}

/**
 * Reads what an attestation statement says of a key: Yubico's extensions hold bare bytes, but the serial number, which
 * is an INTEGER. @throws ChanceryError `malformed`
 */
export function readAttestation(statement: Certificate): AttestationFacts {
  const name = statement.subject.value.flat().find(({ oid }) => oid === '2.5.4.3')?.value ?? ''
  const slot = pivSlots.find((one) => name === `YubiKey PIV Attestation ${one}`) ?? null
  const bytes = (oid: string, length: number): Uint8Array | null => {
    const value = statement.extension(oid)?.value
    if (value === undefined) return null
    if (value.length !== length)
      throw new ChanceryError('malformed', `The attestation has ${value.length} bytes in ${oid}; it is ${length}.`)
    return value
  }
  const policies = bytes(POLICIES, 2)
  const form = bytes(FORM_FACTOR, 1)?.[0]
  return {
    slot,
    firmware: bytes(FIRMWARE, 3)?.join('.') ?? null,
    serial: serialIn(statement.extension(SERIAL)?.value),
    pinPolicy: pinPolicyOf(policies?.[0]),
    touchPolicy: touchPolicyOf(policies?.[1]),
    formFactor: form === undefined ? null : (formFactors[form & 0x7f] ?? `form factor ${form & 0x7f}`),
    fips: statement.extension(FIPS) !== undefined || ((form ?? 0) & 0x80) !== 0
  }
}

function serialIn(value: Uint8Array | undefined): number | null {
  if (value === undefined) return null
  const reader = new DerReader(value, 'attestation')
  reader.integer()
  const number = bigintOf(reader.bytes, reader.contentStart, reader.contentEnd)
  reader.finish()
  if (number < 0n || number > 0xffff_ffffn)
    throw new ChanceryError('malformed', 'The attestation has a serial number that no YubiKey has.')
  return Number(number)
}

const pinPolicyOf = (value: number | undefined): PinPolicy | null =>
  value === 1 ? 'never' : value === 2 ? 'once' : value === 3 ? 'always' : null
const touchPolicyOf = (value: number | undefined): TouchPolicy | null =>
  value === 1 ? 'never' : value === 2 ? 'always' : value === 3 ? 'cached' : null

/**
 * Checks an attestation: the chain from the statement over the key's own attestation certificate (slot F9) to a root of
 * the maker, and that the statement is about this key on this YubiKey. Nothing is passed over in silence: each check is a
 * step with its outcome. Revocation is not checked: Yubico publishes none.
 */
export function verifyAttestation(
  trust: AttestationTrust,
  statementDer: Uint8Array,
  signerDer: Uint8Array,
  expected: Expected,
  at: number
): AttestationVerdict {
  const steps: AttestationStep[] = []
  const say = (check: AttestationStep['check'], good: boolean, message: string): void => {
    steps.push({ check, outcome: good ? 'passed' : 'failed', message })
  }
  let statement: Certificate
  let signer: Certificate
  let facts: AttestationFacts
  try {
    statement = parseCertificate(statementDer)
    signer = parseCertificate(signerDer)
    facts = readAttestation(statement)
  } catch (error) {
    if (!(error instanceof ChanceryError)) throw error
    say('form', false, error.message)
    return { valid: false, steps, facts: null, root: null, ownRoot: false }
  }
  say('form', true, 'The statement and the certificate that signed it are well-formed.')
  const makers = trust.roots.map(certificateOfPem)
  const own = (trust.ownRoots ?? []).flatMap(readableRoot)
  const anchors = [...makers, ...own]
  const verdict = validatePath({
    target: statement,
    anchors,
    intermediates: [signer, ...trust.intermediates.map(certificateOfPem)],
    at,
    revocation: 'none',
    crls: []
  })
  const direct = verdict.path.at(-2)
  const viaSigner = verdict.valid && direct !== undefined && sameBytes(direct.der, signer.der)
  const failed = verdict.steps.find(({ outcome }) => outcome === 'failed')
  const endsAt = (some: readonly Certificate[]): Certificate | undefined =>
    viaSigner ? some.find(({ subject }) => subject.key === verdict.path[0]?.issuer.key) : undefined
  const byMaker = endsAt(makers)
  const root = byMaker ?? endsAt(own) ?? null
  const ownRoot = byMaker === undefined && root !== null
  say(
    'chain',
    viaSigner,
    root !== null
      ? `The chain ends at ${commonName(root)}${ownRoot ? ', which is not a root of Yubico but one of the settings of this installation' : ''}.`
      : `The chain does not end at a root of the maker${failed === undefined ? '' : `: ${failed.message}`}`
  )
  if (expected.spki !== undefined)
    say(
      'key',
      sameBytes(expected.spki, statement.publicKey.der),
      sameBytes(expected.spki, statement.publicKey.der)
        ? 'The statement is about this key.'
        : 'The statement is about another key.'
    )
  if (expected.slot !== undefined)
    say(
      'slot',
      facts.slot === expected.slot,
      `The statement names slot ${facts.slot ?? 'none'}; the key is in ${expected.slot}.`
    )
  if (expected.serial !== undefined && expected.serial !== null)
    say(
      'serial',
      facts.serial === expected.serial,
      `The statement names serial number ${facts.serial ?? 'none'}; the YubiKey has ${expected.serial}.`
    )
  return {
    valid: steps.every(({ outcome }) => outcome === 'passed'),
    steps,
    facts,
    root: root === null ? null : commonName(root),
    ownRoot
  }
}

const commonName = (certificate: Certificate): string =>
  certificate.subject.value.flat().find(({ oid }) => oid === '2.5.4.3')?.value ?? 'a root without a name'

/** A root that cannot be read is trusted for nothing. */
function readableRoot(pem: string): Certificate[] {
  try {
    return [certificateOfPem(pem)]
  } catch (error) {
    if (error instanceof ChanceryError || error instanceof TypeError) return []
    throw error
  }
}

function certificateOfPem(pem: string): Certificate {
  const [block] = readPem(pem)
  if (block === undefined) throw new TypeError('a pinned certificate is missing')
  return parseCertificate(block.bytes)
}

import { assertNever } from '../../../src-shared/assert-never.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { AttestationFormat } from '../../../src-shared/model/acme.ts'
import { appleAttestationRoot } from '../../pki/apple-certificates.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import { yubicoIntermediates, yubicoRoots } from '../../pki/yubico-certificates.ts'
import type { ValidationReport } from '../../validation/challenge.ts'
import type { CaContext } from '../context.ts'
import { checkAppleAttestation } from './apple.ts'
import { readAttestationObject } from './attestation-object.ts'
import type { AttestedKey } from './attested-key.ts'
import { AttestationRefused, type MakerTrust } from './chain.ts'
import { checkYubiKeyAttestation } from './yubikey.ts'

/** An answer to device-attest-01, and what it is held against. */
export interface AttestationToCheck {
  /** The attestation object as it came. */
  readonly bytes: Uint8Array
  /** Formats that the service takes. */
  readonly formats: readonly AttestationFormat[]
  /** Roots that the service takes beside the makers', PEM. */
  readonly ownRoots: readonly string[]
  /** What the order calls the device. */
  readonly identifier: string
  readonly token: string
  readonly keyAuthorization: string
}

export interface AttestationChecked {
  readonly report: ValidationReport
  /** SHA-256 of the attested key's SubjectPublicKeyInfo in hex; null where the attestation does not hold. */
  readonly spkiSha256: string | null
}

/**
 * Checks the answer to a challenge device-attest-01 (draft-ietf-acme-device-attest, 5): the attestation by the rules of its
 * format, and that it is about the device that the order names. Never throws for what a client sent.
 * @throws ChanceryError that is no fault of the client
 */
export function checkAttestation(ca: CaContext, wanted: AttestationToCheck): AttestationChecked {
  const steps: string[] = []
  try {
    const attested = attestedIn(ca, wanted, steps)
    if (!attested.identifiers.includes(wanted.identifier))
      throw new AttestationRefused(
        `The order is for the device ${wanted.identifier}, and the attestation is about ${attested.identifiers.join(', ')}.`
      )
    const summary = `${wanted.identifier} attested the key of its certificate.`
    return {
      report: { outcome: 'verified', failure: null, summary, steps, seen: wanted.bytes },
      spkiSha256: spkiFingerprint(attested.spki)
    }
  } catch (error) {
    const fault = error instanceof ChanceryError && (error.code === 'malformed' || error.code === 'too-large')
    if (!fault && !(error instanceof AttestationRefused)) throw error
    const report: ValidationReport = {
      outcome: 'failed',
      failure: 'badAttestationStatement',
      summary: error.message,
      steps,
      seen: wanted.bytes
    }
    return { report, spkiSha256: null }
  }
}

function attestedIn(ca: CaContext, wanted: AttestationToCheck, steps: string[]): AttestedKey {
  const object = readAttestationObject(wanted.bytes)
  const format = wanted.formats.find((one) => one === object.format)
  steps.push(`Format: ${object.format}.`)
  if (format === undefined)
    throw new AttestationRefused(
      `Attestations of the format "${object.format}" are not taken by this service (${wanted.formats.join(', ') || 'it takes none'}).`
    )
  const now = ca.clock.now()
  switch (format) {
    case 'apple':
      return checkAppleAttestation(object, appleTrust(wanted.ownRoots), wanted.token, now, steps)
    case 'step':
      return checkYubiKeyAttestation(object, yubicoTrust(ca, wanted.ownRoots), wanted.keyAuthorization, now, steps)
    default:
      return assertNever(format)
  }
}

function appleTrust(ownRoots: readonly string[]): MakerTrust {
  return { maker: 'Apple', roots: [appleAttestationRoot], intermediates: [], ownRoots }
}

/** The roots of the settings for YubiKeys count here too: they say the same of the same devices. */
function yubicoTrust(ca: CaContext, ownRoots: readonly string[]): MakerTrust {
  const { roots, intermediates } = ca.yubiKeys?.trust ?? { roots: yubicoRoots, intermediates: yubicoIntermediates }
  return { maker: 'Yubico', roots, intermediates, ownRoots: [...ownRoots, ...ca.settings().attestationRoots] }
}

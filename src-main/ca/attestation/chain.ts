import { ChanceryError } from '../../../src-shared/errors.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import type { Certificate } from '../../pki/model.ts'
import { validatePath } from '../../pki/path.ts'
import { readPem } from '../../pki/pem.ts'

/** Whom an attestation may end at, PEM. */
export interface MakerTrust {
  /** `Apple`, `Yubico`. */
  readonly maker: string
  readonly roots: readonly string[]
  /** Certificates of the maker that devices do not send. */
  readonly intermediates: readonly string[]
  /** Roots beside the maker's, of the settings: what ends at one is said to. */
  readonly ownRoots: readonly string[]
}

/** What failed about an attestation, in a sentence. */
export class AttestationRefused extends Error {}

/**
 * Validates the chain of an attestation (RFC 5280 6) as of a moment. Revocation is not looked at: neither maker publishes
 * any for these certificates.
 * @returns a sentence about where it ends
 * @throws AttestationRefused
 */
export function requireChain(
  trust: MakerTrust,
  [target, ...sent]: readonly [Certificate, ...Certificate[]],
  at: number
): string {
  const makers = trust.roots.map(certificateOfPem)
  const own = trust.ownRoots.map(certificateOfPem)
  const verdict = validatePath({
    target,
    anchors: [...makers, ...own],
    intermediates: [...sent, ...trust.intermediates.map(certificateOfPem)],
    at,
    revocation: 'none',
    crls: []
  })
  const failed = verdict.steps.find(({ outcome }) => outcome === 'failed')
  if (!verdict.valid)
    throw new AttestationRefused(
      `The chain does not end at a root of ${trust.maker}${own.length === 0 ? '' : ' or of the settings'}: ` +
        `"${failed?.certificate.subject.text ?? target.subject.text}": ${failed?.message ?? 'it is not valid.'}`
    )
  const top = verdict.path[0]?.issuer.key
  const byMaker = makers.find(({ subject }) => subject.key === top)
  const root = byMaker ?? own.find(({ subject }) => subject.key === top)
  const path = [...verdict.path].toReversed().map(({ subject }) => `"${subject.text}"`)
  return (
    `Chain: ${[...path, `"${root?.subject.text ?? ''}"`].join(', ')}` +
    `${byMaker === undefined ? ` (not a root of ${trust.maker}, but one of the settings).` : '.'}`
  )
}

/** @throws ChanceryError `malformed` */
export function certificateOfPem(pem: string): Certificate {
  const [block] = readPem(pem)
  if (block === undefined) throw new ChanceryError('malformed', 'A root of the settings is not a certificate in PEM.')
  return parseCertificate(block.bytes)
}

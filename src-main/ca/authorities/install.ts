import type { AuthorityView } from '../../../src-shared/api/authorities.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { getMirror } from '../../store/air-gap.ts'
import type { AuthorityRow } from '../../store/authorities.ts'
import { getCertificateByFingerprint } from '../../store/certificates.ts'
import type { Reader, Writer } from '../../store/connection.ts'
import { getKey } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { Certificate } from '../../pki/model.ts'
import { currentCertificate, fingerprintOf } from '../certificates/chain.ts'
import { keepCertificate } from '../certificates/inventory.ts'
import type { CaContext } from '../context.ts'
import { requireAuthority } from './find.ts'
import { linkCertificate } from './link.ts'
import { certificateForKey, certificatesOf } from './material.ts'
import { requireAfter } from './states.ts'
import { chainAbove, issuingAuthority, keepChain, requireTrustedChain } from './trust.ts'
import { showAuthority } from './view.ts'

/**
 * Takes the certificate that an outside signer made from the CSR of an authority, with the certificates above it.
 * @param input `trustChain` confirms that the root at the end was checked by its fingerprint
 * @throws ChanceryError `conflict` where the authority does not wait for one; `invalid-input` for another key;
 *   `refused-by-policy` with reasons (no authority certificate, expired, chain does not verify, root not confirmed); `malformed`
 */
export async function installCertificate(
  ca: CaContext,
  input: { authority: Ref; certificate: string; trustChain: boolean },
  actor: Actor
): Promise<{ authority: AuthorityView }> {
  const from = reader(ca.store)
  const row = requireAuthority(from, input.authority)
  const found = requireInstallable(from, row, certificatesOf(input.certificate), input.trustChain, ca.clock.now())
  await transaction(ca.store, (tx) => installWithin(tx, ca, { row, ...found, trustChain: input.trustChain }, actor))
  return showAuthority(ca, row.id)
}

/** A certificate that an authority may take, with those above it. */
export interface Installable {
  readonly own: Certificate
  readonly others: readonly Certificate[]
}

/**
 * Looks for the certificate of an authority that waits for one, and checks it with its chain.
 * @throws as `installCertificate`
 */
export function requireInstallable(
  from: Reader,
  row: AuthorityRow,
  certificates: readonly Certificate[],
  trustChain: boolean,
  now: number
): Installable {
  const renewed = row.state !== 'awaiting-certificate'
  if (renewed && row.csr === null) {
    requireAfter(row.state, 'certified', row.name)
    throw new ChanceryError('conflict', `The authority ${row.name} does not wait for a certificate.`)
  }
  const key = getKey(from, row.keyId)
  if (key === undefined)
    throw new ChanceryError('damaged', `The key of the authority ${row.name} is not in the database.`)
  const { own, others } = certificateForKey(certificates, key.spkiSha256)
  if (own.notAfter < now)
    throw new ChanceryError(
      'refused-by-policy',
      `The certificate ended on ${new Date(own.notAfter).toISOString().slice(0, 10)}. Ask its signer for another.`
    )
  if (own.subject.isEmpty)
    throw new ChanceryError(
      'refused-by-policy',
      'The certificate names no subject; an authority needs one (RFC 5280 4.1.2.6).'
    )
  if (renewed) requireSuccessor(row, currentCertificate(from, row), own)
  requireTrustedChain(from, own, others, trustChain, now)
  return { own, others }
}

/** Keeps the certificate and makes it the present one of the authority; what `requireInstallable` has found. */
export function installWithin(
  tx: Writer,
  ca: CaContext,
  { row, own, others, trustChain }: Installable & { readonly row: AuthorityRow; readonly trustChain: boolean },
  actor: Actor
): void {
  const issuer = issuingAuthority(tx, own)
  const mirrored = issuer !== undefined && getMirror(tx, issuer.id) !== undefined
  const there = getCertificateByFingerprint(tx, fingerprintOf(own.der))
  const certificateId =
    there?.id ??
    keepCertificate(tx, ca, own, {
      class: 'authority',
      note: '',
      requesterText: actor.name,
      ...(mirrored ? { authorityId: issuer.id } : {})
    })
  keepChain(tx, chainAbove(own, others), ca.clock.now())
  linkCertificate(
    tx,
    ca,
    {
      authorityId: row.id,
      certificateId,
      operation: 'authority.install',
      detail: { issuer: own.issuer.text, fingerprint: fingerprintOf(own.der), trustChain },
      issuerId: issuer?.id ?? null,
      externalIssuer: issuer === undefined ? own.issuer.text : null,
      subject: { text: own.subject.text, der: own.subject.der },
      certificateOrigin: issuer === undefined || mirrored ? 'imported' : 'issued-here'
    },
    actor
  )
}

/**
 * A renewed certificate takes the place of the present one, under which certificates are out: same name, later end.
 * @throws ChanceryError `conflict` for the present one; `refused-by-policy`
 */
function requireSuccessor(row: AuthorityRow, present: Certificate | undefined, own: Certificate): void {
  if (present === undefined) return
  if (fingerprintOf(present.der) === fingerprintOf(own.der))
    throw new ChanceryError('conflict', `This is the certificate that ${row.name} has already.`)
  if (own.subject.key !== present.subject.key)
    throw new ChanceryError(
      'refused-by-policy',
      `The certificate names ${own.subject.text}, and ${row.name} issues as ${present.subject.text}. With another name, nothing it issued would verify any more (RFC 5280 6.1.3); ask for the same name.`
    )
  if (own.notAfter <= present.notAfter)
    throw new ChanceryError(
      'refused-by-policy',
      `The certificate ends on ${new Date(own.notAfter).toISOString().slice(0, 10)}, no later than the present one. Ask its signer for a longer one.`
    )
}

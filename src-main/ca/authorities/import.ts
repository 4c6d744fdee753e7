import type { AuthorityView } from '../../../src-shared/api/authorities.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { settingsOfNewAuthority, type NewAuthoritySettings } from '../../../src-shared/model/authority.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { objectsBytes } from '../../pki/encoded-object.ts'
import type { Certificate } from '../../pki/model.ts'
import { base64Bytes, looksLikePem } from '../../pki/pem.ts'
import { readPkcs12 } from '../../pki/pkcs12.ts'
import { raiseCrlNumber } from '../../store/authorities.ts'
import { getCertificateByFingerprint } from '../../store/certificates.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { fingerprintOf } from '../certificates/chain.ts'
import { keepCertificate } from '../certificates/inventory.ts'
import { openInTurn } from '../protected-files.ts'
import type { CaContext } from '../context.ts'
import { insertFollowing } from '../crl/follow-profile.ts'
import { decimalNumber, storedNumber } from '../crl/number.ts'
import { AUTHORITY_PURPOSES, requireFree } from './create.ts'
import { requireSignatureFits } from './content.ts'
import { carryOver, readEarlierCrl, type CarriedOver } from './earlier-crl.ts'
import { linkCertificate } from './link.ts'
import { certificateForKey } from './material.ts'
import { importKey, keepKey, type NewKey } from './new-key.ts'
import { chainAbove, isRoot, issuingAuthority, keepChain } from './trust.ts'
import { showAuthority } from './view.ts'

/**
 * Takes over an authority with its private key, from PKCS#12 or PEM. Where it came from is kept for ever; CRL numbers go
 * on above the last one used elsewhere, and the entries of its last CRL stand on ours.
 * @param input `file` is PEM text, or PKCS#12 in base64; `crl` the last complete CRL
 * @throws ChanceryError `wrong-passphrase`, `malformed`, `too-large`, `weak-key`; `invalid-input` where key and certificate
 *   do not belong together; `refused-by-policy` for a certificate that is none of an authority; `name-taken`, `conflict`
 */
export async function importAuthority(
  ca: CaContext,
  input: {
    name: string
    file: string
    passphrase?: string | undefined
    crlNumber?: string | undefined
    crl?: string | undefined
    note: string
    crlProfile?: Ref | undefined
    settings: NewAuthoritySettings
  },
  actor: Actor
): Promise<{ authority: AuthorityView; carriedOver: CarriedOver | null }> {
  const given = storedNumber(input.crlNumber ?? '0')
  const { key, certificates } = await openInTurn(ca, actor, () => materialOf(ca, input))
  const { own, others } = certificateForKey(certificates, key.row.spkiSha256)
  requireSignatureFits(input.settings.signatureAlgorithm, key.algorithm)
  requireFree(reader(ca.store), input.name, own.subject)
  const earlier = input.crl === undefined ? null : readEarlierCrl(input.crl, own)
  const listed = storedNumber(earlier?.number ?? '0')
  // Both are forty hex digits.
  const crlNumber = listed > given ? listed : given
  const root = isRoot(own)
  const taken = await transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    requireFree(tx, input.name, own.subject)
    keepKey(tx, key)
    const issuer = root ? undefined : issuingAuthority(tx, own)
    const authorityId = insertFollowing(tx, input.crlProfile, {
      name: input.name,
      kind: root ? 'root' : 'subordinate',
      issuerId: issuer?.id ?? null,
      externalIssuer: root || issuer !== undefined ? null : own.issuer.text,
      state: 'draft',
      subject: own.subject.text,
      subjectDer: own.subject.der,
      keyId: key.id,
      certificateId: null,
      csr: null,
      settings: settingsOfNewAuthority(input.settings, root ? 'root' : 'subordinate'),
      origin: { key: 'imported', certificate: 'imported', note: input.note },
      createdAt: now,
      updatedAt: now
    })
    raiseCrlNumber(tx, authorityId, crlNumber)
    const carriedOver = earlier === null ? null : carryOver(tx, authorityId, earlier, now)
    const there = getCertificateByFingerprint(tx, fingerprintOf(own.der))
    // A root that signed itself is one of its own certificates; its serial number is used.
    const certificateId =
      there?.id ??
      keepCertificate(tx, ca, own, {
        class: 'authority',
        note: input.note,
        requesterText: actor.name,
        ...(root ? { authorityId } : {})
      })
    keepChain(tx, chainAbove(own, others), now)
    linkCertificate(
      tx,
      ca,
      {
        authorityId,
        certificateId,
        operation: 'authority.import',
        detail: {
          note: input.note,
          crlNumber: decimalNumber(crlNumber),
          carriedOver,
          fingerprint: fingerprintOf(own.der)
        }
      },
      actor
    )
    return { authorityId, carriedOver }
  })
  return { ...showAuthority(ca, taken.authorityId), carriedOver: taken.carriedOver }
}

async function materialOf(
  ca: CaContext,
  input: { name: string; file: string; passphrase?: string | undefined }
): Promise<{ readonly key: NewKey; readonly certificates: readonly Certificate[] }> {
  const use = { label: `Authority ${input.name}`, purposes: AUTHORITY_PURPOSES }
  if (looksLikePem(input.file)) {
    const certificates = objectsBytes(input.file, 'certificate').map(parseCertificate)
    return { key: await importKey(ca, input.file, input.passphrase, use), certificates }
  }
  const bytes = base64Bytes(input.file)
  if (bytes === null) throw new ChanceryError('malformed', 'The file is neither PEM nor PKCS#12 in base64.')
  const contents = await readPkcs12(bytes, input.passphrase ?? '')
  try {
    const [key] = contents.keys
    if (key === undefined || contents.keys.length > 1)
      throw new ChanceryError(
        'invalid-input',
        `The PKCS#12 file has ${contents.keys.length} private keys; one is wanted.`
      )
    const certificates = contents.certificates.map(({ der }) => parseCertificate(der))
    return { key: await importKey(ca, key.pkcs8, undefined, use), certificates }
  } finally {
    for (const { pkcs8 } of contents.keys) pkcs8.fill(0)
  }
}

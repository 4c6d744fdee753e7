import { z } from 'zod'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { channel as channelSchema } from '../../../src-shared/model/channel.ts'
import { askedContent, overrides as overridesSchema, type RequestState } from '../../../src-shared/model/request.ts'
import { keyDescription, spkiFingerprint } from '../../pki/describe/key.ts'
import { parseCertReqMsg } from '../../pki/crmf.ts'
import { parseCsr } from '../../pki/csr.ts'
import { getCertificateDer } from '../../store/certificates.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import type { Reader } from '../../store/connection.ts'
import { getKey } from '../../store/keys.ts'
import type { RequestRecord } from '../../store/requests.ts'
import type { Examined } from './examine.ts'
import { crmfToKeep, csrToKeep } from './kept-proof.ts'
import type { IssuanceRequest, ProofOfPossession } from './request.ts'

/** Who asked, as the request row keeps it. */
const keptRequester = z.object({
  roles: z.array(z.string()),
  detail: z.unknown(),
  control: z
    .object({
      holder: z.string().optional(),
      accountUri: z.string().optional(),
      approved: z.record(z.string(), z.string()).optional()
    })
    .optional(),
  /**
   * Where neither a whole CSR nor a key of ours proves the key: a CertReqMsg, the key for which somebody vouched, or the
   * word that the CSR of the row was verified before a secret was taken out of it.
   */
  possession: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('crmf'), der: z.string(), secretTakenOut: z.boolean().optional() }),
      z.object({ kind: z.literal('csr'), secretTakenOut: z.literal(true) }),
      z.object({ kind: z.literal('vouched'), by: z.string(), publicKey: z.string() })
    ])
    .optional()
})

type KeptPossession = NonNullable<z.infer<typeof keptRequester>['possession']>

/** @returns the row of a request as it is first written. */
export function requestRow(
  request: IssuanceRequest,
  examined: Examined,
  state: RequestState,
  now: number
): Omit<RequestRecord, 'id' | 'version' | 'contentVersion'> {
  const { admitted, resolution } = examined
  const { csr, possession } = keptProof(request)
  return {
    state,
    channel: request.channel,
    requester: {
      roles: request.requesterRoles,
      detail: request.requester ?? null,
      ...(request.control === undefined ? {} : { control: request.control }),
      ...(possession === null ? {} : { possession })
    },
    requesterText: request.requesterText,
    operatorId: request.actor.operatorId,
    profileId: admitted.profileRow.id,
    profileRevisionId: admitted.revisionId,
    authorityId: admitted.issuer.row.id,
    kind: request.kind,
    csr,
    spkiSha256: examined.spkiSha256,
    keyDescription: keyDescription(examined.publicKey),
    keyId: keyOf(request),
    asked: request.asked,
    overrides: request.overrides ?? null,
    candidate: null,
    reasons: null,
    subject: resolution.candidate.subjectText,
    names: resolution.candidate.namesText,
    transactionId: request.transactionId ?? null,
    previousCertificateId: request.previousCertificateId ?? null,
    certificateId: null,
    approvalsNeeded: examined.approvalsNeeded,
    note: request.note ?? '',
    createdAt: now,
    updatedAt: now,
    decidedAt: state === 'approved' ? now : null
  }
}

/** What of a proof the row keeps; enrolment secrets are not part of it. */
function keptProof({ proofOfPossession: proof, publicKey }: IssuanceRequest): {
  readonly csr: Uint8Array | null
  readonly possession: KeptPossession | null
} {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
  switch (proof.kind) {
    case 'csr': {
      const { der, secretTakenOut } = csrToKeep(proof.der)
      return { csr: der, possession: secretTakenOut ? { kind: 'csr', secretTakenOut } : null }
    }
    case 'crmf': {
      const { der, secretTakenOut } = crmfToKeep(proof.der)
      return { csr: null, possession: { kind: 'crmf', der: text(der), ...(secretTakenOut ? { secretTakenOut } : {}) } }
    }
    case 'verified-before':
      return proof.form === 'csr'
        ? { csr: proof.der, possession: { kind: 'csr', secretTakenOut: true } }
        : { csr: null, possession: { kind: 'crmf', der: text(proof.der), secretTakenOut: true } }
    case 'vouched':
      return { csr: null, possession: { kind: 'vouched', by: proof.by, publicKey: text(publicKey) } }
    case 'key-held':
    case 'previous':
      return { csr: null, possession: null }
  }
}

/** The key of an authority or service is not one to hand over, so its request does not name it. */
function keyOf({ keyId, proofOfPossession, engine }: IssuanceRequest): number | null {
  if (engine !== undefined) return null
  return keyId ?? (proofOfPossession.kind === 'key-held' ? proofOfPossession.keyId : null)
}

/** @returns the request of a stored row as it came in, with the overrides of its approvers. @throws ChanceryError `damaged`. */
export function storedRequest(database: Reader, row: RequestRecord): Omit<IssuanceRequest, 'actor'> {
  const asked = askedContent.safeParse(row.asked)
  const overrides = overridesSchema.nullable().safeParse(row.overrides ?? null)
  const channel = channelSchema.safeParse(row.channel)
  const requester = keptRequester.safeParse(row.requester)
  const possession = proofOf(database, row, requester.data?.possession)
  if (!asked.success || !overrides.success || !channel.success || !requester.success || possession === null)
    throw new ChanceryError('damaged', `Request ${row.id} cannot be read any more. Restore a backup, or ask again.`)
  return {
    profileRevisionId: row.profileRevisionId,
    authorityId: row.authorityId,
    publicKey: possession.publicKey,
    proofOfPossession: possession.proof,
    asked: asked.data,
    overrides: overrides.data,
    requester: requester.data.detail,
    requesterText: row.requesterText,
    requesterRoles: requester.data.roles,
    control: controlOf(row, requester.data.control),
    channel: channel.data,
    kind: row.kind,
    note: row.note,
    ...(row.previousCertificateId === null ? {} : { previousCertificateId: row.previousCertificateId }),
    ...(row.transactionId === null ? {} : { transactionId: row.transactionId }),
    ...(row.keyId === null ? {} : { keyId: row.keyId })
  }
}

/** A proof belongs to who asked, not to who carries the request on. */
function controlOf(
  row: RequestRecord,
  kept: z.infer<typeof keptRequester>['control']
): NonNullable<IssuanceRequest['control']> {
  const { holder, accountUri, approved } = kept ?? {}
  return {
    operatorId: row.operatorId,
    ...(holder === undefined ? {} : { holder }),
    ...(accountUri === undefined ? {} : { accountUri }),
    ...(approved === undefined ? {} : { approved })
  }
}

function proofOf(
  database: Reader,
  row: RequestRecord,
  kept: KeptPossession | undefined
): { readonly proof: ProofOfPossession; readonly publicKey: Uint8Array } | null {
  if (row.csr !== null) {
    const { publicKey } = parseCsr(row.csr)
    return kept?.kind === 'csr'
      ? verifiedBefore(row, 'csr', row.csr, publicKey.der)
      : { proof: { kind: 'csr', der: row.csr }, publicKey: publicKey.der }
  }
  if (kept?.kind === 'crmf') {
    const der = new Uint8Array(Buffer.from(kept.der, 'base64'))
    const publicKey = parseCertReqMsg(der).template.publicKey?.der
    if (publicKey === undefined) return null
    return kept.secretTakenOut === true
      ? verifiedBefore(row, 'crmf', der, publicKey)
      : { proof: { kind: 'crmf', der }, publicKey }
  }
  if (kept?.kind === 'vouched')
    return {
      proof: { kind: 'vouched', by: kept.by },
      publicKey: new Uint8Array(Buffer.from(kept.publicKey, 'base64'))
    }
  const key = row.keyId === null ? undefined : getKey(database, row.keyId)
  if (key !== undefined) return { proof: { kind: 'key-held', keyId: key.id }, publicKey: key.spki }
  const previous = row.previousCertificateId
  const der = previous === null ? undefined : getCertificateDer(database, previous)
  return previous === null || der === undefined
    ? null
    : { proof: { kind: 'previous', certificateId: previous }, publicKey: parseCertificate(der).publicKey.der }
}

/** Nobody can verify the signature again; the key must at least be the one that was verified. */
function verifiedBefore(
  { spkiSha256 }: RequestRecord,
  form: 'csr' | 'crmf',
  der: Uint8Array,
  publicKey: Uint8Array
): ReturnType<typeof proofOf> {
  return spkiFingerprint(publicKey) === spkiSha256 ? { proof: { kind: 'verified-before', form, der }, publicKey } : null
}

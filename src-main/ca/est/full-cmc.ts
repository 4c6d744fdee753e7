import { ChanceryError } from '../../../src-shared/errors.ts'
import { cmcContentTypes, cmcControls, type CmcFailure, type CmcStatus } from '../../pki/cmc/ids.ts'
import { parsePkiData, type CmcControl, type PkiData } from '../../pki/cmc/pki-data.ts'
import { writePkiResponse } from '../../pki/cmc/pki-response.ts'
import { parseSignedData, verifySigner, verifySignerKey, type SignedData } from '../../pki/cms.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import type { Certificate, CertificationRequest } from '../../pki/model.ts'
import type { EstServiceRow } from '../../store/est.ts'
import { reader } from '../../store/store.ts'
import { issuedByDer } from '../acme/issued.ts'
import type { CaContext } from '../context.ts'
import type { MessageSigner } from './message-signer.ts'

/** One simple request inside CMC, with what the answer repeats. */
export interface CmcAsk {
  readonly csr: CertificationRequest
  /** Number of its part. */
  readonly part: string
  readonly echoed: readonly Omit<CmcControl, 'part'>[]
}

/** A request in CMC that is not taken, in CMC's own terms. */
export class CmcRefused extends ChanceryError {
  readonly failure: CmcFailure
  readonly status: CmcStatus
  readonly parts: readonly string[]
  readonly echoed: CmcAsk['echoed']

  constructor(
    failure: CmcFailure,
    message: string,
    data: PkiData | null = null,
    parts: readonly string[] = [],
    status: CmcStatus = 'failed'
  ) {
    super(failure === 'badMessageCheck' ? 'bad-signature' : 'malformed', message)
    this.name = 'CmcRefused'
    this.failure = failure
    this.status = status
    this.parts = parts
    this.echoed = data === null ? [] : echoedOf(data)
  }
}

/** Controls that may stand in a request; the answer repeats some, and needs none of them (RFC 5272 6). */
const taken: readonly string[] = [
  cmcControls.transactionId,
  cmcControls.senderNonce,
  cmcControls.dataReturn,
  cmcControls.regInfo
]

/**
 * Reads a full PKI request with one PKCS#10 request in it (RFC 5272 3.2). Every signature has to verify: with the key of
 * the request, or with one of a valid certificate of ours that the message carries.
 * @throws CmcRefused; ChanceryError `malformed`, `too-large`, `invalid-input` where it is no SignedData
 */
export function readFullCmc(ca: CaContext, message: Uint8Array): CmcAsk {
  const signed = parseSignedData(message)
  if (signed.contentType !== cmcContentTypes.pkiData || signed.content === null)
    throw new CmcRefused('badRequest', 'The signed content is no PKIData (RFC 5272 3.2.1).')
  const data = parsePkiData(signed.content)
  const unknown = data.controls.filter(({ oid }) => !taken.includes(oid))
  if (unknown.length > 0)
    throw new CmcRefused(
      'badRequest',
      `The control ${unknown[0]?.oid ?? ''} is not supported. Simple requests need none.`,
      data,
      unknown.map(({ part }) => part),
      'noSupport'
    )
  const [first, ...more] = data.requests
  if (first === undefined || first.kind !== 'pkcs10' || more.length > 0 || data.others > 0)
    throw new CmcRefused('badRequest', 'A message holds exactly one request, as PKCS#10 (RFC 5272 3.2.1.2.1).', data)
  requireSigned(ca, signed, signed.content, first.csr, data, first.part)
  return { csr: first.csr, part: first.part, echoed: echoedOf(data) }
}

function requireSigned(
  ca: CaContext,
  { signers, certificates, contentType }: SignedData,
  content: Uint8Array,
  csr: CertificationRequest,
  data: PkiData,
  part: string
): void {
  if (signers.length === 0)
    throw new CmcRefused('badMessageCheck', 'A full request is signed (RFC 5272 3.2).', data, [part])
  for (const signer of signers) {
    try {
      if (signer.id.kind === 'key-id' && certificates.length === 0)
        verifySignerKey(signer, contentType, content, csr.publicKey)
      else {
        const { certificate } = verifySigner(signer, contentType, content, certificates)
        if (!sameBytes(certificate.publicKey.der, csr.publicKey.der) && !isOurs(ca, certificate))
          throw new CmcRefused('badIdentity', 'The message is signed by somebody who is not known here.', data, [part])
      }
    } catch (error) {
      if (!(error instanceof ChanceryError) || error instanceof CmcRefused) throw error
      throw new CmcRefused('badMessageCheck', error.message, data, [part])
    }
  }
}

/** @returns whether a certificate was issued here and is valid now */
function isOurs(ca: CaContext, { der }: Certificate): boolean {
  const record = issuedByDer(reader(ca.store), der)
  const now = ca.clock.now()
  return record?.state === 'active' && record.notBefore <= now && now <= record.notAfter
}

/** RFC 5272 6.4, 6.6: the transaction and the data come back as they were, the nonce as that of the recipient. */
function echoedOf({ controls }: PkiData): CmcAsk['echoed'] {
  return controls.flatMap(({ oid, values }): Omit<CmcControl, 'part'>[] => {
    if (oid === cmcControls.transactionId || oid === cmcControls.dataReturn) return [{ oid, values }]
    return oid === cmcControls.senderNonce ? [{ oid: cmcControls.recipientNonce, values }] : []
  })
}

/** @returns a full PKI response, signed by the service (RFC 5272 4.2). */
export function fullResponse(
  signer: MessageSigner,
  service: EstServiceRow,
  info: {
    readonly status: CmcStatus
    readonly parts: readonly string[]
    readonly text: string | null
    readonly failure: CmcFailure | null
    readonly echoed: CmcAsk['echoed']
  },
  certificates: readonly Uint8Array[] = []
): Promise<Uint8Array> {
  const content = writePkiResponse(info, info.echoed)
  return signer.signMessage(service, cmcContentTypes.pkiResponse, content, certificates)
}

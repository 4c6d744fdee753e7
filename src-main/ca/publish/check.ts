import type { CheckedAddress } from '../../../src-shared/api/publishing.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { getCertificate, getCertificateByFingerprint } from '../../store/certificates.ts'
import type { Certificate } from '../../pki/model.ts'
import { latestCrl, scopesOnRecord } from '../../store/crls.ts'
import { newestUnexpired } from '../../store/publishing.ts'
import { reader } from '../../store/store.ts'
import type { HttpReply, HttpRequest, Net } from '../../world/net.ts'
import { requireAuthority, settingsOf } from '../authorities/find.ts'
import { authorityAddresses } from '../authority-addresses.ts'
import { currentCertificate, fingerprintOf } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import { scopedAddress } from '../crl/scope.ts'
import { wrongCertificate, wrongCrl } from './check-files.ts'
import { answerRequest, wrongAnswer, type Asked } from './check-ocsp.ts'
import type { Finding } from './finding.ts'
import { followed } from './follow.ts'
import { unreached } from './unreached.ts'

/** A relying party does not wait longer for a CRL. */
const TIMEOUT = 15_000
/** Bytes of a CRL that are taken: some two million entries. */
const MAX_BYTES = 80 * 1024 * 1024

export interface Checked {
  readonly authorityName: string
  readonly checkedAt: number
  readonly allVerified: boolean
  readonly addresses: CheckedAddress[]
}

type Kind = CheckedAddress['kind']

/**
 * Fetches every address that certificates of an authority name, over the network as a relying party does, and verifies
 * what comes: signature, time, media type, and that it is what this installation published last.
 * @throws ChanceryError `not-found`, `not-ready` for an authority without certificate, `cancelled`
 */
export async function checkAuthority(ca: CaContext, net: Net, ref: Ref, signal: AbortSignal): Promise<Checked> {
  const from = reader(ca.store)
  const authority = requireAuthority(from, ref)
  const issuer = currentCertificate(from, authority)
  if (issuer === undefined)
    throw new ChanceryError(
      'not-ready',
      `The authority ${authority.name} has no certificate yet, so nothing of it is published.`
    )
  const addresses = authorityAddresses(authority.name, settingsOf(authority), ca.settings().publicBaseAddress)
  const checkedAt = ca.clock.now()
  const look = (kind: Kind, request: HttpRequest, judge: (reply: HttpReply) => Finding): Promise<CheckedAddress> =>
    lookAt(ca, net, kind, { ...request, signal }, judge)

  const checks: Promise<CheckedAddress>[] = []
  for (const scope of new Set(['', ...scopesOnRecord(from, authority.id)])) {
    for (const kind of ['complete', 'delta'] as const) {
      const latest = latestCrl(from, authority.id, kind, scope)
      // A delta is looked for where one was signed; the undivided CRL always.
      if (latest === undefined && (kind === 'delta' || scope !== '')) continue
      for (const address of addresses.crl)
        checks.push(
          look('crl', { method: 'GET', url: scopedAddress(address, scope, kind) }, (reply) =>
            wrongCrl(reply, issuer, latest, checkedAt)
          )
        )
    }
  }
  for (const address of addresses.issuer)
    checks.push(look('certificate', { method: 'GET', url: address }, (reply) => wrongCertificate(reply, issuer)))
  const certificateId = newestUnexpired(from, authority.id, checkedAt)
  const record = certificateId === null ? undefined : getCertificate(from, certificateId)
  for (const address of addresses.ocsp) {
    if (record === undefined) {
      const message = 'Nothing was asked: the authority has no certificate that has not expired.'
      checks.push(Promise.resolve({ ...nothing, kind: 'ocsp-get', address, outcome: 'not-performed', message }))
      continue
    }
    const isRevoked = (responder: Certificate): boolean =>
      (getCertificateByFingerprint(from, fingerprintOf(responder.der))?.state ?? 'active') !== 'active'
    const asked: Asked = { issuer, record, now: checkedAt, isRevoked }
    const request = answerRequest(asked)
    // RFC 5019 5: the base64 of the request behind the address.
    const url = `${address.replace(/\/+$/, '')}/${encodeURIComponent(Buffer.from(request).toString('base64'))}`
    const judge = (reply: HttpReply): Finding => wrongAnswer(reply, asked)
    checks.push(look('ocsp-get', { method: 'GET', url }, judge))
    const headers = { 'content-type': 'application/ocsp-request' }
    checks.push(look('ocsp-post', { method: 'POST', url: address, headers, body: request }, judge))
  }
  const found = await Promise.all(checks)
  return {
    authorityName: authority.name,
    checkedAt,
    allVerified: found.length > 0 && found.every(({ outcome }) => outcome === 'verified'),
    addresses: found
  }
}

const nothing = { status: null, contentType: null, bytes: null, nextUpdate: null, milliseconds: null } as const

async function lookAt(
  ca: CaContext,
  net: Net,
  kind: Kind,
  request: HttpRequest,
  judge: (reply: HttpReply) => Finding
): Promise<CheckedAddress> {
  const started = ca.clock.monotonic()
  const facts = { kind, address: request.url }
  try {
    const reply = await followed(net, { ...request, timeout: TIMEOUT, maxBytes: MAX_BYTES })
    const finding = judge(reply)
    return {
      ...facts,
      outcome: finding.wrong ? 'failed' : 'verified',
      message: finding.message,
      status: reply.status,
      contentType: reply.headers['content-type'] ?? null,
      bytes: reply.body.length,
      nextUpdate: finding.nextUpdate,
      milliseconds: Math.round(ca.clock.monotonic() - started)
    }
  } catch (error) {
    if (!(error instanceof ChanceryError) || error.code === 'cancelled') throw error
    const { message } = unreached(new URL(request.url).host, error)
    return { ...facts, ...nothing, outcome: 'failed', message }
  }
}

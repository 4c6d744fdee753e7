import { isKeyAlgorithmId, keyAlgorithms } from '../../../src-shared/model/algorithm.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { generalBody, infoTypes, type Info } from '../../pki/cmp.ts'
import { DerReader } from '../../pki/der/reader.ts'
import { readUnixMs } from '../../pki/der/time.ts'
import { contextConstructed, GENERALIZED_TIME, OBJECT_IDENTIFIER, SEQUENCE, UTC_TIME } from '../../pki/der/tags.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import type { Certificate } from '../../pki/model.ts'
import { getCrlDer, latestCrl } from '../../store/crls.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority } from '../authorities/find.ts'
import { chainOf, currentCertificate, endsInRoot, type ChainMember } from '../certificates/chain.ts'
import { requireProfile } from '../profiles/find.ts'
import { cmpSignerOf } from './signer.ts'
import type { CmpAnswer, Exchange } from './exchange.ts'
import { CmpRefusal } from './refusal.ts'
import { rootUpdate } from './root-update.ts'
import { templateOffer } from './template-offer.ts'

/** Questions in one genm. */
const MOST = 20

/**
 * Answers a genm (RFC 9810 5.3.19, RFC 9483 4.3): certificates of the authorities, an update of the root, what a request
 * should say, CRLs. What is not known is listed as such (5.3.19.7).
 * @throws CmpRefusal
 */
export function general(exchange: Exchange, infos: readonly Info[]): CmpAnswer {
  if (infos.length > MOST) throw new CmpRefusal('badRequest', `Ask at most ${MOST} questions in a message.`)
  const answers: Info[] = []
  const unknown: string[] = []
  for (const info of infos) {
    const answer = answerOne(exchange, info)
    if (answer === undefined) unknown.push(info.oid)
    else answers.push(answer)
  }
  if (unknown.length > 0) answers.push({ oid: infoTypes.unsupportedOids, value: sequenceOf(unknown.map(oidElement)) })
  return { body: generalBody('genp', answers) }
}

function answerOne(exchange: Exchange, { oid, value }: Info): Info | undefined {
  switch (oid) {
    case infoTypes.caCerts:
      return { oid, value: sequenceOf(chainOfService(exchange).map(({ certificate }) => certificate.der)) }
    case infoTypes.caProtEncCert: {
      const signer = cmpSignerOf(exchange.ca, exchange.service.id)
      return { oid, value: signer?.certificate.der ?? null }
    }
    case infoTypes.rootCaCert:
    case infoTypes.rootCaKeyUpdate:
      return rootAnswer(exchange, value)
    case infoTypes.certReqTemplate:
      return { oid, value: templateOffer(profileOf(exchange)) }
    case infoTypes.signKeyPairTypes:
      return { oid, value: sequenceOf(keyTypes(profileOf(exchange).keyAlgorithms)) }
    case infoTypes.currentCrl:
      return { oid, value: crlOf(exchange)?.der ?? null }
    case infoTypes.crlStatusList:
      return crlAnswer(exchange, value)
    default:
      return undefined
  }
}

function chainOfService({ ca, service }: Exchange): ChainMember[] {
  const from = reader(ca.store)
  const certificate = currentCertificate(from, requireAuthority(from, service.authorityId))
  return certificate === undefined ? [] : chainOf(from, certificate)
}

function profileOf({ ca, service }: Exchange): ReturnType<typeof requireProfile>['content'] {
  return requireProfile(reader(ca.store), service.profileId).content
}

/** RFC 9483 4.3.2: the client names the root that it has; the answer is empty where that is the newest. */
function rootAnswer(exchange: Exchange, value: Uint8Array | null): Info {
  const chain = chainOfService(exchange)
  const root = endsInRoot(chain) ? chain.at(-1)?.certificate : undefined
  const old: Certificate | null = value === null ? null : parseCertificate(value)
  const update = root === undefined ? null : rootUpdate(reader(exchange.ca.store), root, old)
  return { oid: infoTypes.rootCaKeyUpdate, value: update }
}

function crlOf({ ca, service }: Exchange): { readonly der: Uint8Array; readonly thisUpdate: number } | undefined {
  const from = reader(ca.store)
  const row = latestCrl(from, service.authorityId)
  const der = row === undefined ? undefined : getCrlDer(from, row.id)
  return row === undefined || der === undefined ? undefined : { der: new Uint8Array(der), thisUpdate: row.thisUpdate }
}

/** RFC 9483 4.3.4: the client says how old its CRL is; the answer is empty where there is no newer one. */
function crlAnswer(exchange: Exchange, value: Uint8Array | null): Info {
  const since = value === null ? null : latestKnown(value)
  const crl = crlOf(exchange)
  const newer = crl !== undefined && (since === null || crl.thisUpdate > since)
  return { oid: infoTypes.crls, value: newer ? sequenceOf([crl.der]) : null }
}

/** Reads CRLStatus (RFC 9810 5.3.19.17): which CRL is meant does not matter, since the service has one. @returns thisUpdate */
function latestKnown(value: Uint8Array): number | null {
  const from = new DerReader(value, 'list of CRLs')
  const outer = from.enter(SEQUENCE)
  let latest: number | null = null
  while (!from.atEnd) {
    const one = from.enter(SEQUENCE)
    const source = from.next()
    if (source !== contextConstructed(0) && source !== contextConstructed(1))
      from.fail('a CRL is named by place or issuer')
    if (from.peek() === UTC_TIME || from.peek() === GENERALIZED_TIME) latest = Math.max(latest ?? 0, readUnixMs(from))
    from.leave(one)
  }
  from.leave(outer)
  from.finish()
  return latest
}

/** AlgorithmIdentifiers of the keys that are certified (RFC 9810 5.3.19.2). */
function keyTypes(ids: readonly string[]): Uint8Array[] {
  return ids.filter(isKeyAlgorithmId).map((id) => {
    const { oid, parameters, curveOid } = keyAlgorithms[id]
    const writer = new DerWriter(32).begin(SEQUENCE).oid(oid)
    if (parameters === 'null') writer.null()
    if (curveOid !== undefined) writer.oid(curveOid)
    return writer.end().finish()
  })
}

function sequenceOf(elements: readonly Uint8Array[]): Uint8Array {
  const writer = new DerWriter(1024).begin(SEQUENCE)
  for (const element of elements) writer.raw(element)
  return writer.end().finish()
}

function oidElement(oid: string): Uint8Array {
  return new DerWriter(32).oid(oid, OBJECT_IDENTIFIER).finish()
}

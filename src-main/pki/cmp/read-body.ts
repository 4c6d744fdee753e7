import { readAlgorithm } from '../algorithm-identifier.ts'
import { parseCertificate } from '../certificate.ts'
import { readCertReqMessages, readRequestId, readTemplate } from '../crmf.ts'
import { readCsr } from '../csr.ts'
import type { DerReader } from '../der/reader.ts'
import { contextConstructed, INTEGER, SEQUENCE } from '../der/tags.ts'
import { readExtensions } from '../extension.ts'
import type { Certificate } from '../model.ts'
import { readTexts } from '../tsp/response.ts'
import { readInfos } from './header.ts'
import { bodyTags, type BodyKind, type CertResponse, type CertStatus, type PkiBody, type PollAnswer } from './model.ts'
import { readStatusInfo } from './status.ts'

/** Certificates in one list; a chain with a few of its neighbours. */
const MAX_CERTIFICATES = 100
/** Revocations, confirmations and polls in one message. */
const MAX_ITEMS = 100
/** Messages inside a nested one (RFC 9483 5.2.2.2). */
const MAX_NESTED = 50

const kinds = Object.entries(bodyTags) as [BodyKind, number][]
const kindsByTag = new Map(kinds.map(([kind, number]) => [contextConstructed(number), kind]))

/** Reads a PKIBody (RFC 9810 5.1.2) at the cursor. @throws ChanceryError `malformed`. */
export function readBody(reader: DerReader): PkiBody {
  const tag = reader.next()
  const kind = kindsByTag.get(tag)
  if (kind === undefined) {
    if ((tag & 0xe0) !== 0xa0) reader.fail('a message body of a kind that does not exist')
    return { kind: 'other', number: tag & 0x1f }
  }
  const outer = reader.enterRead()
  const body = readContent(reader, kind)
  reader.leave(outer)
  return body
}

function readContent(reader: DerReader, kind: BodyKind): PkiBody {
  switch (kind) {
    case 'ir':
    case 'cr':
    case 'kur':
      return { kind, requests: readCertReqMessages(reader) }
    case 'p10cr':
      return { kind, csr: readCsr(reader) }
    case 'ip':
    case 'cp':
    case 'kup':
      return readCertReply(reader, kind)
    case 'rr':
      return { kind, details: list(reader, () => readRevDetails(reader)) }
    case 'rp':
      return readRevReply(reader)
    case 'pkiconf':
      reader.null()
      return { kind }
    case 'nested':
      return { kind, messages: readNested(reader) }
    case 'genm':
    case 'genp':
      return { kind, infos: readInfos(reader) }
    case 'error':
      return readError(reader)
    case 'certConf':
      return { kind, statuses: list(reader, () => readCertStatus(reader)) }
    case 'pollReq':
      return { kind, ids: list(reader, () => sequence(reader, () => readRequestId(reader))) }
    case 'pollRep':
      return { kind, answers: list(reader, () => readPollAnswer(reader)) }
  }
}

function sequence<T>(reader: DerReader, read: () => T): T {
  const outer = reader.enter(SEQUENCE)
  const value = read()
  reader.leave(outer)
  return value
}

function list<T>(reader: DerReader, read: () => T, most = MAX_ITEMS): T[] {
  return sequence(reader, () => {
    const items: T[] = []
    while (!reader.atEnd) {
      if (items.length >= most) reader.fail(`there are more than ${most} entries`)
      items.push(read())
    }
    return items
  })
}

function readNested(reader: DerReader): Uint8Array[] {
  const read = (): Uint8Array => {
    reader.expect(SEQUENCE)
    return reader.element()
  }
  const messages = list(reader, read, MAX_NESTED)
  return messages.length === 0 ? reader.fail('a nested message holds none (RFC 9810 5.1.3.4)') : messages
}

function readRevDetails(reader: DerReader): Extract<PkiBody, { kind: 'rr' }>['details'][number] {
  return sequence(reader, () => {
    const template = readTemplate(reader)
    return { template, extensions: reader.atEnd ? [] : readExtensions(reader) }
  })
}

function readRevReply(reader: DerReader): PkiBody {
  return sequence(reader, (): PkiBody => {
    const statuses = list(reader, () => readStatusInfo(reader))
    // What was revoked, and CRLs: the statuses say all that is wanted.
    reader.optional(contextConstructed(0))
    reader.optional(contextConstructed(1))
    return { kind: 'rp', statuses }
  })
}

function readError(reader: DerReader): PkiBody {
  return sequence(reader, (): PkiBody => {
    const status = readStatusInfo(reader)
    if (reader.peek() === INTEGER) reader.integer()
    return { kind: 'error', status, details: reader.atEnd ? [] : readTexts(reader) }
  })
}

function readCertStatus(reader: DerReader): CertStatus {
  return sequence(reader, () => {
    const certHash = reader.octets()
    if (certHash.length > 64) reader.fail('a hash has more than 64 octets')
    const id = readRequestId(reader)
    const status = reader.peek() === SEQUENCE ? readStatusInfo(reader) : null
    let hashOid: string | null = null
    if (reader.optional(contextConstructed(0))) {
      const outer = reader.enterRead()
      hashOid = readAlgorithm(reader).oid
      reader.leave(outer)
    }
    return { certHash, id, status, hashOid }
  })
}

function readPollAnswer(reader: DerReader): PollAnswer {
  return sequence(reader, () => {
    const id = readRequestId(reader)
    const checkAfter = reader.smallInteger()
    return { id, checkAfter, texts: reader.atEnd ? [] : readTexts(reader) }
  })
}

/** Reads a SEQUENCE OF CMPCertificate, at least one. */
export function readCertificates(reader: DerReader): Certificate[] {
  const read = (): Certificate => {
    reader.expect(SEQUENCE)
    return parseCertificate(reader.element())
  }
  return list(reader, read, MAX_CERTIFICATES)
}

function readCertReply(reader: DerReader, kind: 'ip' | 'cp' | 'kup'): PkiBody {
  return sequence(reader, (): PkiBody => {
    let caPubs: readonly Certificate[] = []
    if (reader.optional(contextConstructed(1))) {
      const outer = reader.enterRead()
      caPubs = readCertificates(reader)
      reader.leave(outer)
    }
    return { kind, caPubs, responses: list(reader, () => readCertResponse(reader)) }
  })
}

function readCertResponse(reader: DerReader): CertResponse {
  return sequence(reader, () => {
    const id = readRequestId(reader)
    const status = readStatusInfo(reader)
    const pair = reader.peek() === SEQUENCE ? sequence(reader, () => readKeyPair(reader)) : null
    if (!reader.atEnd) reader.octets()
    return { id, status, certificate: pair?.certificate ?? null, privateKey: pair?.privateKey ?? null }
  })
}

function readKeyPair(reader: DerReader): Pick<CertResponse, 'certificate' | 'privateKey'> {
  const outer = reader.enter(contextConstructed(0))
  reader.expect(SEQUENCE)
  const certificate = parseCertificate(reader.element())
  reader.leave(outer)
  let privateKey: Uint8Array | null = null
  if (reader.optional(contextConstructed(0))) {
    const explicit = reader.enterRead()
    reader.expect(contextConstructed(0))
    privateKey = Uint8Array.from(reader.element())
    privateKey[0] = SEQUENCE
    reader.leave(explicit)
  }
  reader.optional(contextConstructed(1))
  return { certificate, privateKey }
}

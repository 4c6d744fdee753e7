import { hash } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import type { CmpSettingsPatch } from '../../../src-shared/model/cmp.ts'
import {
  certConfirmBody,
  csrBody,
  errorBody,
  generalBody,
  infoTypes,
  nestedBody,
  pollRequestBody,
  revRequestBody,
  type PkiMessage
} from '../../pki/cmp.ts'
import { encodeTemplate } from '../../pki/crmf.ts'
import { reasonCodeExtension } from '../../pki/extensions/crl.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import type { Certificate } from '../../pki/model.ts'
import { nameFromText } from '../../pki/name.ts'
import { writePem } from '../../pki/pem.ts'
import { listAudit } from '../../store/audit.ts'
import { getCertificateBySerial } from '../../store/certificates.ts'
import { listServiceLog } from '../../store/service-log.ts'
import { reader } from '../../store/store.ts'
import { certRequest, CmpClient, confirmation, type CmpCredential } from '../../testing/cmp-client.ts'
import { makeCsr } from '../../testing/engine.ts'
import { authority, profile, startLife, type Life } from '../../testing/life.ts'
import { renewAuthority } from '../authorities/renew.ts'
import { approveRequest, declineRequest } from '../requests/decide.ts'
import { issueCrl } from '../crl/issue.ts'
import { revokeCertificate } from '../revoke.ts'
import { runCmpCertificateChore, runCmpTransactionChore } from './chore.ts'
import { createCmpClient, revokeCmpClient } from './clients.ts'
import { createCmp, deleteCmp, renewCmp, switchCmp, updateCmp } from './service.ts'
import { listCmpLog, showCmp } from './view.ts'

const engine = { operatorId: null, name: 'Chancery', channel: 'engine' } as const
const minute = 60_000
const implicit = { info: [{ oid: infoTypes.implicitConfirm, value: null }] }

let life: Life | undefined
afterEach(async () => {
  await life?.close()
  life = undefined
})

async function house(settings: CmpSettingsPatch = {}, approval: 'auto' | 'one' = 'auto'): Promise<Life> {
  const home = await startLife()
  life = home
  await authority(home, 'root')
  await authority(home, 'issuing', { issuer: 'root' })
  const renewal = { renew: true, rekey: true, reissue: true, window: null, revokeOld: false }
  await profile(home, 'devices', 'issuing', { approval, renewal, keyByChancery: true }, 'device')
  await createCmp(home.ca, { name: 'plc', profile: 'devices', settings }, home.alice, [])
  return home
}

async function secretOf(
  home: Life,
  change: Partial<Parameters<typeof createCmpClient>[1]> = {}
): Promise<Extract<CmpCredential, { secret: string }>> {
  const made = await createCmpClient(home.ca, { service: 'plc', name: 'one', ra: false, ...change }, home.alice, [])
  return { reference: made.client.reference ?? '', secret: made.secret ?? '' }
}

const client = (home: Life, credential: CmpCredential): CmpClient => new CmpClient(home.ca, 'plc', credential)

function given({ body }: PkiMessage): Certificate {
  if ((body.kind === 'ip' || body.kind === 'cp' || body.kind === 'kup') && body.responses[0]?.certificate != null)
    return body.responses[0].certificate
  throw new Error(`no certificate: ${JSON.stringify(said({ body }))}`)
}

/** Status, failure and first words of an answer. */
function said({ body }: Pick<PkiMessage, 'body'>): readonly unknown[] {
  const status =
    body.kind === 'error'
      ? body.status
      : body.kind === 'rp'
        ? body.statuses[0]
        : body.kind === 'ip' || body.kind === 'cp' || body.kind === 'kup'
          ? body.responses[0]?.status
          : undefined
  return [body.kind, status?.status, ...(status?.failures ?? [])]
}

const log = (home: Life): readonly string[] =>
  listServiceLog(reader(home.ca.store), {}, null, 100).map(({ message }) => message)

/** A certificate by the secret of a client, with its key. */
async function enrolled(home: Life, subject = 'CN=plc-1'): Promise<Extract<CmpCredential, { key: unknown }>> {
  const asked = certRequest('ir', subject)
  const certificate = given(await client(home, await secretOf(home, { name: subject })).send(asked.body, implicit))
  return { certificate, key: asked.key.privateKey }
}

const state = (home: Life, certificate: Certificate): string | undefined =>
  getCertificateBySerial(
    reader(home.ca.store),
    showCmp(home.ca, { service: 'plc' }, []).service.authorityId,
    certificate.serial
  )?.state

describe('enrolment with a secret (RFC 9483 4.1.1, 4.1.5)', () => {
  test('gives a certificate, the root to trust and the chain, and ends with a confirmation', async () => {
    const home = await house()
    const device = client(home, await secretOf(home))
    const answer = await device.send(certRequest('ir').body)
    const certificate = given(answer)
    expect(certificate.subject.text).toBe('CN=plc-1')
    const roots = answer.body.kind === 'ip' ? answer.body.caPubs.map(({ subject }) => subject.text) : []
    expect(roots).toEqual(['CN=root,O=Example'])
    expect(answer.extraCertificates.map(({ subject }) => subject.text)).toEqual(['CN=issuing,O=Example'])
    expect(answer.header.info.map(({ oid }) => oid)).toEqual([infoTypes.confirmWaitTime])
    expect((await device.send(confirmation(certificate))).body.kind).toBe('pkiconf')
    expect(listCmpLog(home.ca, { limit: 5 }).rows).toMatchObject([{ state: 'done', message: 'Issued and confirmed.' }])
    expect(said(await device.send(confirmation(certificate)))).toEqual(['error', 'rejection', 'certConfirmed'])
  })

  test.each([
    { kind: 'pbmac1' as const, derive: 'sha256' as const, mac: 'sha256' as const, iterations: 10_000 },
    { kind: 'pbmac1' as const, derive: 'sha512' as const, mac: 'sha384' as const, iterations: 2048, keyLength: 48 },
    { kind: 'pbm' as const, derive: 'sha1' as const, mac: 'sha1' as const, iterations: 100 },
    { kind: 'pbm' as const, derive: 'sha512' as const, mac: 'sha512' as const, iterations: 1000 }
  ])('takes a MAC of $kind with $derive and $mac, and answers with the same (RFC 9481 6.1)', async (mac) => {
    const home = await house()
    const device = client(home, { ...(await secretOf(home)), mac })
    expect(given(await device.send(certRequest('ir').body, implicit)).subject.text).toBe('CN=plc-1')
  })

  test('leaves the confirmation out only where both sides want that (RFC 9810 5.1.1.1)', async () => {
    const home = await house({ implicitConfirm: false })
    const secret = await secretOf(home)
    const asked = await client(home, secret).send(certRequest('ir').body, implicit)
    expect(asked.header.info.map(({ oid }) => oid)).toEqual([infoTypes.confirmWaitTime])
    await updateCmp(home.ca, { service: 'plc', settings: { implicitConfirm: true } }, home.alice, [])
    const again = await client(home, secret).send(certRequest('ir').body, implicit)
    expect(again.header.info.map(({ oid }) => oid)).toEqual([infoTypes.implicitConfirm])
  })

  test('takes a PKCS#10 request and answers with certReqId -1 (RFC 9483 4.1.4)', async () => {
    const home = await house()
    const answer = await client(home, await secretOf(home)).send(
      csrBody(makeCsr({ subject: 'CN=old', names: [] })),
      implicit
    )
    expect(given(answer).subject.text).toBe('CN=old')
    expect(answer.body.kind === 'cp' && answer.body.responses[0]?.id).toBe('-01')
  })

  test('gives the names to which a client is bound, whatever it asks, and as many certificates as it may have', async () => {
    const home = await house()
    const bound = {
      subject: [{ type: 'CN', value: 'gate' }],
      alternativeNames: [{ type: 'dns' as const, value: 'gate.example.test' }]
    }
    const secret = await secretOf(home, { bound, uses: 1 })
    const certificate = given(await client(home, secret).send(certRequest('ir', 'CN=boss').body, implicit))
    expect(certificate.subject.text).toBe('CN=gate')
    expect(findExtension(certificate, 'subjectAltName')).toEqual([{ kind: 'dns', value: 'gate.example.test' }])
    expect(said(await client(home, secret).send(certRequest('ir').body))).toEqual([
      'error',
      'rejection',
      'notAuthorized'
    ])
    expect(log(home)[0]).toContain('has used up its certificates')
  })

  test('refuses a key that is not proven, and says so to client and operator', async () => {
    const home = await house({}, 'auto')
    const secret = await secretOf(home, { uses: 1 })
    for (const change of [
      { proof: null },
      { proof: 'raVerified' as const },
      { signer: certRequest('ir').key.privateKey }
    ]) {
      expect(said(await client(home, secret).send(certRequest('ir', 'CN=plc-1', change).body))).toEqual([
        'ip',
        'rejection',
        'badPOP'
      ])
    }
    expect(log(home)[0]).toMatch(/client one was refused a certificate: The signature of the request does not verify/)
    // What was refused does not count.
    expect(given(await client(home, secret).send(certRequest('ir').body)).subject.text).toBe('CN=plc-1')
  })

  test('refuses what the profile refuses, with its reasons', async () => {
    const home = await house()
    const answer = await client(home, await secretOf(home)).send(certRequest('ir', 'O=nobody').body)
    expect(said(answer)).toEqual(['ip', 'rejection', 'badCertTemplate'])
  })
})

describe('confirmation (RFC 9810 5.3.18)', () => {
  test('a certificate that the client rejects is revoked, also by an empty list', async () => {
    const home = await house()
    const secret = await secretOf(home)
    const status = { status: 'rejection', texts: ['not mine'], failures: ['incorrectData'] } as const
    for (const body of [
      (one: Certificate) => certConfirmBody([{ certHash: hash('sha256', one.der, 'buffer'), id: '00', status }]),
      () => certConfirmBody([])
    ]) {
      const device = client(home, secret)
      const certificate = given(await device.send(certRequest('ir').body))
      expect((await device.send(body(certificate))).body.kind).toBe('pkiconf')
      expect(state(home, certificate)).toBe('revoked')
    }
    expect(log(home).some((line) => line.includes('incorrectData: not mine'))).toBe(true)
  })

  test('an error that the client reports instead ends it the same way (RFC 9483 3.6.4)', async () => {
    const home = await house()
    const device = client(home, await secretOf(home))
    const certificate = given(await device.send(certRequest('ir').body))
    const body = errorBody({ status: 'rejection', texts: ['no room'], failures: ['systemFailure'] })
    expect((await device.send(body)).body.kind).toBe('pkiconf')
    expect(state(home, certificate)).toBe('revoked')
  })

  test('has the hash of this certificate, this certReqId and the nonce of the answer', async () => {
    const home = await house()
    const device = client(home, await secretOf(home))
    const certificate = given(await device.send(certRequest('ir').body))
    const { nonce } = device
    const wrong = certConfirmBody([{ certHash: Buffer.alloc(32), id: '00' }])
    expect(said(await device.send(wrong))).toEqual(['error', 'rejection', 'badCertId'])
    device.nonce = Buffer.alloc(16)
    expect(said(await device.send(confirmation(certificate)))).toEqual(['error', 'rejection', 'badRecipientNonce'])
    device.nonce = nonce
    const named = certConfirmBody([
      { certHash: hash('sha512', certificate.der, 'buffer'), id: '00', hashOid: '2.16.840.1.101.3.4.2.3' }
    ])
    expect((await device.send(named, { header: { version: 3 } })).body.kind).toBe('pkiconf')
  })

  test('one that does not come in time revokes the certificate, or leaves it, as the service says', async () => {
    const home = await house()
    const secret = await secretOf(home)
    const first = given(await client(home, secret).send(certRequest('ir').body))
    home.clock.advance(6 * minute)
    await runCmpTransactionChore(home.ca, engine)
    expect(state(home, first)).toBe('revoked')
    await updateCmp(home.ca, { service: 'plc', settings: { unconfirmed: 'keep' } }, home.alice, [])
    const second = given(await client(home, secret).send(certRequest('ir').body))
    home.clock.advance(6 * minute)
    await runCmpTransactionChore(home.ca, engine)
    expect(state(home, second)).toBe('active')
    expect(listCmpLog(home.ca, { state: 'expired', limit: 5 }).rows).toHaveLength(2)
  })

  test('comes from who asked', async () => {
    const home = await house()
    const device = client(home, await secretOf(home))
    const certificate = given(await device.send(certRequest('ir').body))
    const other = client(home, await secretOf(home, { name: 'other' }))
    other.transactionId.set(device.transactionId)
    other.nonce = device.nonce
    expect(said(await other.send(confirmation(certificate)))).toEqual(['error', 'rejection', 'notAuthorized'])
  })
})

describe('waiting (RFC 9483 4.4)', () => {
  test('a request that needs an approval is polled for until it is there', async () => {
    const home = await house({ pollSeconds: 7 }, 'one')
    const device = client(home, await secretOf(home))
    const answer = await device.send(certRequest('ir').body)
    expect(said(answer)).toEqual(['ip', 'waiting'])
    const poll = await device.send(pollRequestBody(['00']))
    expect(poll.body).toMatchObject({ kind: 'pollRep', answers: [{ id: '00', checkAfter: 7 }] })
    const [row] = listCmpLog(home.ca, { limit: 1 }).rows
    await approveRequest(home.ca, { id: row?.requestId ?? 0, comment: '' }, home.bob)
    const certificate = given(await device.send(pollRequestBody(['00'])))
    expect((await device.send(confirmation(certificate))).body.kind).toBe('pkiconf')
  })

  test('one that is declined is told so, and does not count', async () => {
    const home = await house({}, 'one')
    const secret = await secretOf(home, { uses: 1 })
    const device = client(home, secret)
    await device.send(certRequest('ir').body)
    const [row] = listCmpLog(home.ca, { limit: 1 }).rows
    await declineRequest(home.ca, { id: row?.requestId ?? 0, reason: 'no' }, home.bob)
    expect(said(await device.send(pollRequestBody(['00'])))).toEqual(['ip', 'rejection', 'notAuthorized'])
    expect(said(await device.send(pollRequestBody(['00'])))).toEqual(['error', 'rejection', 'badRequest'])
    expect(said(await client(home, secret).send(certRequest('ir').body))).toEqual(['ip', 'waiting'])
  })

  test('a proof by RFC 4211, and the word of a registration authority, stand until the approval', async () => {
    const home = await house({}, 'one')
    const ra = client(home, await secretOf(home, { name: 'ra', ra: true }))
    await ra.send(certRequest('cr', 'CN=vouched', { proof: 'raVerified' }).body, implicit)
    const [row] = listCmpLog(home.ca, { limit: 1 }).rows
    await approveRequest(home.ca, { id: row?.requestId ?? 0, comment: '' }, home.bob)
    expect(given(await ra.send(pollRequestBody(['00']))).subject.text).toBe('CN=vouched')
  })
})

describe('messages signed with a certificate (RFC 9483 3.2, 4.1.2, 4.1.3)', () => {
  test('a device gets another certificate for its names, and none for others', async () => {
    const home = await house()
    const own = await enrolled(home)
    const answer = await client(home, own).send(certRequest('cr').body, implicit)
    expect(given(answer).subject.text).toBe('CN=plc-1')
    expect(answer.extraCertificates.map(({ subject }) => subject.text)).toEqual([
      'CN=CMP service plc',
      'CN=issuing,O=Example'
    ])
    expect(said(await client(home, own).send(certRequest('cr', 'CN=boss').body))).toEqual([
      'cp',
      'rejection',
      'notAuthorized'
    ])
  })

  test('a device updates its certificate with a new key and the same names, which the template may leave out', async () => {
    const home = await house()
    const own = await enrolled(home)
    const asked = certRequest('ir')
    const publicKey = new Uint8Array(asked.key.publicKey.export({ format: 'der', type: 'spki' }))
    const answer = await client(home, own).send(certRequest('kur', { publicKey }, { key: asked.key }).body, implicit)
    expect(given(answer).subject.text).toBe('CN=plc-1')
  })

  test('a revoked or expired certificate, a strange one and a wrong sender prove nothing', async () => {
    const home = await house()
    const own = await enrolled(home)
    const record = getCertificateBySerial(reader(home.ca.store), 2, own.certificate.serial)
    const renamed = { header: { sender: Buffer.from([0xa4, 2, 0x30, 0]) } }
    expect(said(await client(home, own).send(certRequest('cr').body, renamed))).toEqual([
      'error',
      'rejection',
      'badMessageCheck'
    ])
    await revokeCertificate(home.ca, { id: record?.id ?? 0, reason: 'superseded', comment: '' }, home.alice)
    expect(said(await client(home, own).send(certRequest('cr').body))).toEqual(['error', 'rejection', 'certRevoked'])
    const other = await enrolled(home, 'CN=plc-2')
    home.clock.advance(3 * 366 * 86_400_000)
    expect(said(await client(home, other).exchange(await client(home, other).message(certRequest('cr').body)))).toEqual(
      ['error', 'rejection', 'signerNotTrusted']
    )
  })

  test('the device of an outside authority asks with the certificate that it was made with', async () => {
    const home = await house()
    await authority(home, 'vendor')
    await profile(home, 'made', 'vendor', {}, 'device')
    await createCmp(home.ca, { name: 'factory', profile: 'made' }, home.alice, [])
    const shop = await createCmpClient(home.ca, { service: 'factory', name: 'line', ra: false }, home.alice, [])
    const asked = certRequest('ir', 'CN=SN 77')
    const made = new CmpClient(home.ca, 'factory', {
      reference: shop.client.reference ?? '',
      secret: shop.secret ?? ''
    })
    const answer = await made.send(asked.body, implicit)
    const birth = { certificate: given(answer), key: asked.key.privateKey }
    expect(said(await client(home, birth).send(certRequest('ir').body))).toEqual([
      'error',
      'rejection',
      'signerNotTrusted'
    ])
    const roots = answer.body.kind === 'ip' ? answer.body.caPubs : []
    const vendorRoot = answer.extraCertificates[0] ?? roots[0]
    if (vendorRoot === undefined) throw new Error('no root')
    await updateCmp(
      home.ca,
      { service: 'plc', settings: { trusted: [writePem('CERTIFICATE', vendorRoot.der)] } },
      home.alice,
      []
    )
    expect(given(await client(home, birth).send(certRequest('ir', 'CN=plc-9').body, implicit)).subject.text).toBe(
      'CN=plc-9'
    )
  })

  test('a service takes only the protection that it is for', async () => {
    const home = await house()
    const own = await enrolled(home)
    const secret = await secretOf(home)
    await updateCmp(home.ca, { service: 'plc', settings: { protection: 'mac' } }, home.alice, [])
    expect(said(await client(home, own).send(generalBody('genm', [])))).toEqual([
      'error',
      'rejection',
      'wrongIntegrity'
    ])
    await updateCmp(home.ca, { service: 'plc', settings: { protection: 'signature' } }, home.alice, [])
    const device = client(home, secret)
    expect(said(await device.exchange(await device.message(generalBody('genm', []))))).toEqual([
      'error',
      'rejection',
      'wrongIntegrity'
    ])
  })
})

describe('registration authorities (RFC 9483 5.2)', () => {
  test('add their protection to a message, and are answered as if it came alone', async () => {
    const home = await house()
    const device = client(home, await secretOf(home))
    const ra = client(home, await secretOf(home, { name: 'ra', ra: true }))
    ra.transactionId.set(device.transactionId)
    const answer = await ra.exchange(
      await ra.message(nestedBody([await device.message(certRequest('ir').body, implicit)]))
    )
    await device.check(answer)
    expect(given(answer).subject.text).toBe('CN=plc-1')
    expect(log(home)[0]).toContain('client one through client ra')
  })

  test('pass several messages on together, and get the answers in their order', async () => {
    const home = await house()
    const secret = await secretOf(home)
    const devices = [client(home, secret), client(home, secret)]
    const messages = await Promise.all(
      devices.map((one, i) => one.message(certRequest('ir', `CN=plc-${i}`).body, implicit))
    )
    const ra = client(home, await secretOf(home, { name: 'ra', ra: true }))
    const answer = await ra.send(nestedBody(messages), { segment: 'nested' })
    expect(answer.body.kind === 'nested' && answer.body.messages.length).toBe(2)
  })

  test('nobody else does that, and nobody nests without end', async () => {
    const home = await house()
    const device = client(home, await secretOf(home))
    const inner = await device.message(certRequest('ir').body)
    expect(said(await device.send(nestedBody([inner])))).toEqual(['error', 'rejection', 'notAuthorized'])
    const ra = client(home, await secretOf(home, { name: 'ra', ra: true }))
    let message = inner
    for (let depth = 0; depth < 6; depth++) message = await ra.message(nestedBody([message]))
    const answer = await ra.exchange(message)
    expect(JSON.stringify(log(home))).toContain('nested at most 2 deep')
    expect(said(answer)).toEqual(['error', 'rejection', 'badRequest'])
  })
})

describe('revocation (RFC 9483 4.2)', () => {
  const rr = (certificate: Certificate, reason: Parameters<typeof reasonCodeExtension>[0]): Uint8Array =>
    revRequestBody(encodeTemplate({ serial: certificate.serial, issuer: certificate.issuer.der }), [
      reasonCodeExtension(reason)
    ])

  test('a device revokes its own certificate, by signature or by the secret with which it got it', async () => {
    const home = await house()
    const own = await enrolled(home)
    expect(said(await client(home, own).send(rr(own.certificate, 'keyCompromise')))).toEqual(['rp', 'accepted'])
    expect(state(home, own.certificate)).toBe('revoked')
    const secret = await secretOf(home)
    const got = given(await client(home, secret).send(certRequest('ir').body, implicit))
    expect(said(await client(home, secret).send(rr(got, 'superseded')))).toEqual(['rp', 'accepted'])
    expect(said(await client(home, secret).send(rr(got, 'superseded')))).toEqual(['rp', 'rejection', 'certRevoked'])
  })

  test('that of another is not its to revoke; it is audited, and a registration authority may', async () => {
    const home = await house()
    const [own, other] = [await enrolled(home), await enrolled(home, 'CN=plc-2')]
    expect(said(await client(home, own).send(rr(other.certificate, 'keyCompromise')))).toEqual([
      'rp',
      'rejection',
      'notAuthorized'
    ])
    expect(
      listAudit(reader(home.ca.store), {}, null, 5).some(
        ({ operation, outcome }) => operation === 'cmp.revoke' && outcome === 'refused'
      )
    ).toBe(true)
    const ra = await secretOf(home, { name: 'ra', ra: true })
    expect(said(await client(home, ra).send(rr(other.certificate, 'certificateHold')))).toEqual(['rp', 'accepted'])
    expect(state(home, other.certificate)).toBe('suspended')
    expect(said(await client(home, ra).send(rr(other.certificate, 'removeFromCRL')))).toEqual(['rp', 'accepted'])
    expect(state(home, other.certificate)).toBe('active')
  })

  test('names a certificate of the authority of this service', async () => {
    const home = await house()
    const ra = await secretOf(home, { name: 'ra', ra: true })
    const template = encodeTemplate({ serial: '77', issuer: nameFromText('CN=issuing,O=Example').der })
    expect(said(await client(home, ra).send(revRequestBody(template, [])))).toEqual(['rp', 'rejection', 'badCertId'])
    expect(said(await client(home, ra).send(revRequestBody(encodeTemplate({ serial: '77' }), [])))).toEqual([
      'rp',
      'rejection',
      'badCertId'
    ])
  })
})

describe('general messages (RFC 9483 4.3)', () => {
  const ask = async (
    home: Life,
    ...oids: readonly string[]
  ): Promise<readonly { oid: string; value: Uint8Array | null }[]> => {
    const device = client(home, await secretOf(home, { name: oids.join(' ') }))
    const { body } = await device.send(
      generalBody(
        'genm',
        oids.map((oid) => ({ oid, value: null }))
      )
    )
    if (body.kind !== 'genp') throw new Error(body.kind)
    return [...body.infos]
  }

  test('give the chain, the root, what a request should say, the kinds of keys and CRLs', async () => {
    const home = await house()
    const types = infoTypes
    await issueCrl(home.ca, showCmp(home.ca, { service: 'plc' }, []).service.authorityId, 'by hand', home.alice)
    const asked = [
      types.caCerts,
      types.rootCaKeyUpdate,
      types.certReqTemplate,
      types.signKeyPairTypes,
      types.currentCrl,
      types.crlStatusList,
      types.caProtEncCert
    ]
    const answers = await ask(home, ...asked)
    expect(answers.map(({ oid }) => oid)).toEqual(asked.map((oid) => (oid === types.crlStatusList ? types.crls : oid)))
    expect(answers.filter(({ value }) => value === null).map(({ oid }) => oid)).toEqual([])
  })

  test('list what is not known, and answer an empty question with nothing', async () => {
    const home = await house()
    expect((await ask(home, '1.2.3.4')).map(({ oid }) => oid)).toEqual([infoTypes.unsupportedOids])
    expect(await ask(home)).toEqual([])
  })

  test('tell of a new root, and of none to who has the newest', async () => {
    const home = await house()
    const device = client(home, await secretOf(home))
    const answer = await device.send(certRequest('ir').body, implicit)
    const [root] = answer.body.kind === 'ip' ? answer.body.caPubs : []
    const question = generalBody('genm', [{ oid: infoTypes.rootCaCert, value: root?.der ?? null }])
    const same = await client(home, await secretOf(home, { name: 'two' })).send(question)
    expect(same.body).toEqual({ kind: 'genp', infos: [{ oid: infoTypes.rootCaKeyUpdate, value: null }] })
    home.clock.advance(86_400_000)
    await renewAuthority(home.ca, { authority: 'root', validity: '20y' }, home.alice)
    const newer = await client(home, await secretOf(home, { name: 'three' })).send(question)
    expect(newer.body.kind === 'genp' && newer.body.infos[0]?.value?.length).toBeGreaterThan(300)
  })
})

describe('hostile messages', () => {
  test('an iteration count of a billion is refused before anything is computed', async () => {
    const home = await house()
    const secret = await secretOf(home)
    for (const kind of ['pbm', 'pbmac1'] as const) {
      const device = client(home, { ...secret, mac: { kind, iterations: 1_000_000_000 } })
      const started = performance.now()
      expect(said(await device.exchange(await device.message(certRequest('ir').body)))).toEqual([
        'error',
        'rejection',
        'badAlg'
      ])
      expect(performance.now() - started).toBeLessThan(500)
    }
    expect(log(home)[0]).toContain('asks for 1000000000 rounds')
  })

  test('a wrong secret, an unknown reference and a revoked client look the same from outside, and not to the operator', async () => {
    const home = await house()
    const secret = await secretOf(home)
    const gone = await createCmpClient(home.ca, { service: 'plc', name: 'gone', ra: false }, home.alice, [])
    await revokeCmpClient(home.ca, { id: gone.client.id }, home.alice)
    const texts = new Set<string>()
    for (const credential of [
      { ...secret, secret: 'wrong' },
      { ...secret, reference: 'nobody' },
      { reference: gone.client.reference ?? '', secret: gone.secret ?? '' }
    ]) {
      const device = client(home, credential)
      const { body } = await device.exchange(await device.message(certRequest('ir').body))
      texts.add(body.kind === 'error' ? [...body.status.failures, ...body.status.texts].join() : body.kind)
    }
    expect([...texts]).toEqual(['badMessageCheck,Reference value and secret do not fit together, or are not accepted.'])
    expect(new Set(log(home).slice(0, 3)).size).toBe(3)
  })

  test('a message that is played back, an old one and one of a strange version are refused', async () => {
    const home = await house()
    const secret = await secretOf(home)
    const device = client(home, secret)
    const message = await device.message(certRequest('ir').body, implicit)
    given(await device.exchange(message))
    expect(said(await device.exchange(message))).toEqual(['error', 'rejection', 'transactionIdInUse'])
    home.clock.advance(61 * minute)
    expect(said(await device.exchange(message))).toEqual(['error', 'rejection', 'badTime'])
    const bare = client(home, secret)
    for (const [header, failure] of [
      [{ transactionId: null }, 'badDataFormat'],
      [{ senderNonce: null }, 'badSenderNonce']
    ] as const)
      expect(said(await bare.exchange(await bare.message(certRequest('ir').body, { header })))).toEqual([
        'error',
        'rejection',
        failure
      ])
  })

  test('what is no message is answered with badDataFormat; strangers fill the log only so far', async () => {
    const home = await house()
    const device = client(home, await secretOf(home))
    const message = await device.message(certRequest('ir').body)
    for (let i = 0; i < 40; i++)
      expect(said(await device.exchange(message.subarray(0, message.length - 1 - i)))).toEqual([
        'error',
        'rejection',
        'badDataFormat'
      ])
    expect(log(home)).toHaveLength(20)
    expect(log(home)[0]).toContain('More of this minute is not logged')
  })

  test('an operation of the address takes its own messages only, an unknown one is not there', async () => {
    const home = await house()
    const secret = await secretOf(home)
    expect(said(await client(home, secret).send(certRequest('ir').body, { segment: 'getcacerts' }))).toEqual([
      'error',
      'rejection',
      'badRequest'
    ])
    given(await client(home, secret).send(certRequest('ir').body, { segment: 'initialization', ...implicit }))
    await expect(client(home, secret).send(certRequest('ir').body, { segment: 'constructor' })).rejects.toMatchObject({
      code: 'not-found'
    })
  })
})

describe('services', () => {
  test('renew their key by themselves, destroy the one before, and stop when told', async () => {
    const home = await house({ certificateLife: '30d' })
    const before = showCmp(home.ca, { service: 'plc' }, []).service.certificate
    home.clock.advance(21 * 86_400_000)
    await runCmpCertificateChore(home.ca, engine)
    const after = showCmp(home.ca, { service: 'plc' }, []).service.certificate
    expect(after?.certificateId).not.toBe(before?.certificateId)
    await renewCmp(home.ca, { service: 'plc' }, home.alice, [])
    const secret = await secretOf(home)
    await switchCmp(home.ca, { service: 'plc', on: false }, home.alice, [])
    await expect(client(home, secret).send(certRequest('ir').body)).rejects.toMatchObject({ code: 'not-found' })
    await deleteCmp(home.ca, { service: 'plc' }, home.alice)
    expect(() => showCmp(home.ca, { service: 'plc' }, [])).toThrow('no CMP service')
  })

  test('answer only the addresses that may ask', async () => {
    const home = await house({ clients: ['198.51.100.0/24'] })
    const secret = await secretOf(home)
    await expect(client(home, secret).send(certRequest('ir').body)).rejects.toMatchObject({ code: 'forbidden' })
    given(await client(home, secret).send(certRequest('ir').body, { from: '198.51.100.7', ...implicit }))
  })

  test('keep secrets sealed, and out of the audit log', async () => {
    const home = await house()
    const { secret } = await secretOf(home)
    expect(JSON.stringify(listAudit(reader(home.ca.store), {}, null, 50))).not.toContain(secret)
  })
})

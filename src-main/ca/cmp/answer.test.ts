import { certConfirmBody, csrBody, errorBody, infoTypes, pollRequestBody } from '../../pki/cmp.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { type Certificate } from '../../pki/model.ts'
import { certRequest, confirmation } from '../../testing/cmp-client.ts'
import { cmpHouse, secretOf, client, given, said, log, state, implicit } from '../../testing/cmp-house.ts'
import { makeCsr } from '../../testing/engine.ts'
import type { Life } from '../../testing/life.ts'
import { reader } from '../../store/store.ts'
import { reviseProfile } from '../profiles/change.ts'
import { requireProfile } from '../profiles/find.ts'
import { approveRequest, declineRequest } from '../requests/decide.ts'
import { runCmpTransactionChore } from './chore.ts'
import { updateCmp } from './service.ts'
import { listCmpLog } from './view.ts'
import { hash } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'

const engine = { operatorId: null, name: 'Chancery', channel: 'engine' } as const
const minute = 60_000

let life: Life | undefined
afterEach(async () => {
  await life?.close()
  life = undefined
})

const house = async (...how: Parameters<typeof cmpHouse>): Promise<Life> => (life = await cmpHouse(...how))

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
    expect(log(home)[0]).toMatch(/: The client one has used up its certificates/)
  })

  test('gives the validity to which a client is bound, and binds to none that the profile would refuse', async () => {
    const home = await house()
    const device = client(home, await secretOf(home, { bound: { validity: '30d' } }))
    const { notBefore, notAfter } = given(await device.send(certRequest('ir').body)).validity
    expect(Math.round((notAfter.unixMs - notBefore.unixMs) / 86_400_000)).toBe(30)
    await expect(secretOf(home, { name: 'two', bound: { validity: '6y' } })).rejects.toMatchObject({
      code: 'invalid-input',
      message: '6 years is longer than the 5 years that the profile devices allows. Choose a shorter validity.'
    })
  })

  test('gives no other validity than that to which a client is bound when the profile lets nobody choose any more', async () => {
    const home = await house()
    const secret = await secretOf(home, { bound: { validity: '30d' } })
    const { row, content, revision } = requireProfile(reader(home.ca.store), 'devices')
    const fixed = { ...content, maximumValidity: null }
    await reviseProfile(home.ca, { profile: row.id, content: fixed, note: '', basedOn: revision.number }, home.alice)
    const answer = await client(home, secret).send(certRequest('ir').body)
    expect(said(answer)).toEqual(['ip', 'rejection', 'badCertTemplate'])
    expect(log(home)[0]).toContain('The profile devices sets the validity itself by now.')
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

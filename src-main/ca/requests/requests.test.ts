import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { writePem } from '../../pki/pem.ts'
import { listAudit } from '../../store/audit.ts'
import { listKeys } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { makeCsr } from '../../testing/engine.ts'
import { authority, officerRoles, profile, startLife, submit, type Life } from '../../testing/life.ts'
import { opensslFolder } from '../../testing/openssl.ts'
import { setKeyOnline } from '../authorities/change.ts'
import { requireParsed } from '../certificates/find.ts'
import {
  approveMany,
  approveRequest,
  cancelRequest,
  commentRequest,
  declineMany,
  declineRequest,
  overrideRequest,
  signNow
} from './decide.ts'
import { expireRequests } from './expire.ts'
import { exportRequestKey } from './key.ts'
import { inspectRequest, submitRequest } from './submit.ts'
import { listRequests, showRequest } from './view.ts'

let life: Life | undefined
const openssl = opensslFolder()
afterEach(async () => {
  await life?.close()
  life = undefined
})
afterAll(() => openssl.remove())

async function house(change: Partial<ProfileContent> = {}): Promise<Life> {
  life = await startLife()
  await authority(life, 'ca')
  await profile(life, 'web', 'ca', change)
  return life
}

const waiting = async (home: Life, who: Actor = home.alice): Promise<number> =>
  (await submit(home, 'web', {}, who)).request.id

describe('a request that needs one approval', () => {
  it('waits, is approved and signed, and its certificate carries what was asked', async () => {
    const home = await house({ approval: 'one' })
    const { request, certificateId } = await submit(home, 'web')
    expect([request.state, certificateId, request.assessment?.reasons, request.mayApprove]).toEqual([
      'pending-approval',
      null,
      [],
      { allowed: true, why: '' }
    ])
    const done = await approveRequest(
      home.ca,
      { id: request.id, comment: 'seen the order', version: request.version },
      home.bob
    )
    expect(done.request).toMatchObject({ state: 'issued', approvals: 1, assessment: null })
    expect(done.request.decisions).toMatchObject([{ operator: 'bob', decision: 'approve', text: 'seen the order' }])
    expect(requireParsed(reader(home.ca.store), done.certificateId ?? 0).subject.text).toBe('CN=www.example.test')
    await expect(approveRequest(home.ca, { id: request.id, comment: '' }, home.carol)).rejects.toMatchObject({
      code: 'conflict'
    })
  })

  it('is approved by its own requester, since one pair of eyes is enough', async () => {
    const home = await house({ approval: 'one' })
    const id = await waiting(home)
    expect((await approveRequest(home.ca, { id, comment: '' }, home.alice)).request.state).toBe('issued')
  })

  it('refuses an approval of something other than what was looked at', async () => {
    const home = await house({ approval: 'one' })
    const id = await waiting(home)
    const seen = (await showRequest(home.ca, id, home.bob)).request.version
    await overrideRequest(
      home.ca,
      { id, overrides: { alternativeNames: [{ type: 'dns', value: 'other.example.test' }] }, comment: '' },
      home.carol
    )
    await expect(approveRequest(home.ca, { id, comment: '', version: seen }, home.bob)).rejects.toMatchObject({
      code: 'conflict'
    })
  })

  it('is declined with a reason, and then decided for good', async () => {
    const home = await house({ approval: 'one' })
    const id = await waiting(home)
    const { request } = await declineRequest(home.ca, { id, reason: 'unknown host' }, home.bob)
    expect(request).toMatchObject({ state: 'declined', decisions: [{ decision: 'decline', text: 'unknown host' }] })
    await expect(approveRequest(home.ca, { id, comment: '' }, home.bob)).rejects.toMatchObject({ code: 'conflict' })
    expect(listAudit(reader(home.ca.store), { operation: 'request.decline' }, null, 1)[0]?.objectId).toBe(String(id))
  })

  it('is taken back by who made it and by nobody else', async () => {
    const home = await house({ approval: 'one' })
    const id = await waiting(home)
    await expect(cancelRequest(home.ca, { id, comment: '' }, home.bob)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await cancelRequest(home.ca, { id, comment: 'typo' }, home.alice)).request.state).toBe('cancelled')
  })

  it('expires when nobody decides', async () => {
    const home = await house({ approval: 'one' })
    const old = await waiting(home)
    home.clock.advance(20 * 86_400_000)
    const young = await waiting(home)
    home.clock.advance(11 * 86_400_000)
    expect(await expireRequests(home.ca, home.alice)).toEqual([old])
    expect((await showRequest(home.ca, old, home.bob)).request.state).toBe('expired')
    expect((await showRequest(home.ca, young, home.bob)).request.state).toBe('pending-approval')
  })

  it('waits for the key when that is off line, and is signed when it is back', async () => {
    const home = await house({ approval: 'one' })
    const id = await waiting(home)
    await setKeyOnline(home.ca, { authority: 'ca', online: false }, home.alice)
    expect((await approveRequest(home.ca, { id, comment: '' }, home.bob)).request.state).toBe('signing-queued')
    expect((await signNow(home.ca, { id }, home.bob)).request.state).toBe('signing-queued')
    await setKeyOnline(home.ca, { authority: 'ca', online: true }, home.alice)
    expect((await signNow(home.ca, { id }, home.bob)).request.state).toBe('issued')
    await expect(signNow(home.ca, { id }, home.bob)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('two pairs of eyes', () => {
  it('are two other people: never the requester, never the same one twice', async () => {
    const home = await house({ approval: 'two' })
    const id = await waiting(home)
    await expect(approveRequest(home.ca, { id, comment: '' }, home.alice)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await approveRequest(home.ca, { id, comment: '' }, home.bob)).request).toMatchObject({
      state: 'pending-approval',
      approvals: 1
    })
    await expect(approveRequest(home.ca, { id, comment: '' }, home.bob)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await showRequest(home.ca, id, home.bob)).request.mayApprove.why).toContain('approved this request already')
    expect((await showRequest(home.ca, id, home.carol, false)).request.mayApprove).toEqual({
      allowed: false,
      why: 'Your roles do not let you approve requests.'
    })
    expect((await approveRequest(home.ca, { id, comment: '' }, home.carol)).request).toMatchObject({
      state: 'issued',
      approvals: 2
    })
  })

  it('are others than whoever wrote what is approved, as long as their override stands', async () => {
    const home = await house({ approval: 'two' })
    const id = await waiting(home)
    const names = { alternativeNames: [{ type: 'dns' as const, value: 'mail.example.test' }] }
    await overrideRequest(home.ca, { id, overrides: names, comment: '' }, home.carol)
    await expect(approveRequest(home.ca, { id, comment: '' }, home.carol)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('You changed what this request asks for')
    })
    expect((await approveRequest(home.ca, { id, comment: '' }, home.bob)).request.state).toBe('pending-approval')
    await overrideRequest(home.ca, { id, overrides: null, comment: '' }, home.carol)
    await approveRequest(home.ca, { id, comment: '' }, home.carol)
    expect((await approveRequest(home.ca, { id, comment: '' }, home.bob)).request.state).toBe('issued')
  })

  it('are others than everyone who had a hand in the override: a small change by a second one does not free the first', async () => {
    const home = await house({ approval: 'two' })
    const id = await waiting(home)
    const mail = { type: 'dns' as const, value: 'mail.example.test' }
    await overrideRequest(home.ca, { id, overrides: { alternativeNames: [mail] }, comment: '' }, home.carol)
    const both = { alternativeNames: [mail, { type: 'dns' as const, value: 'smtp.example.test' }] }
    await overrideRequest(home.ca, { id, overrides: both, comment: '' }, home.bob)
    for (const one of [home.carol, home.bob])
      await expect(approveRequest(home.ca, { id, comment: '' }, one)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('look at the content as it is signed: an override voids the approvals before it', async () => {
    const home = await house({ approval: 'two' })
    const id = await waiting(home, { operatorId: null, name: 'device', channel: 'desk' })
    await approveRequest(home.ca, { id, comment: '' }, home.bob)
    const { request } = await overrideRequest(
      home.ca,
      { id, overrides: { alternativeNames: [{ type: 'dns', value: 'mail.example.test' }] }, comment: 'moved' },
      home.carol
    )
    expect(request).toMatchObject({ approvals: 0, hasOverrides: true, state: 'pending-approval' })
    // Lists and search show what will be in the certificate, the name that the profile takes from the subject included.
    const found = (text: string): string[] =>
      listRequests(home.ca, { text, mine: false, limit: 10 }, home.alice).rows.map(({ names }) => names)
    expect(found('mail.example.test')).toEqual(['mail.example.test www.example.test'])
    expect(request.asked.alternativeNames).toEqual([{ type: 'dns', value: 'www.example.test' }])
    expect(request.decisions.at(-1)).toMatchObject({
      decision: 'override',
      changes: [{ field: 'alternativeNames', before: 'dns:www.example.test', after: 'dns:mail.example.test' }]
    })
    await approveRequest(home.ca, { id, comment: '' }, home.alice)
    const done = await approveRequest(home.ca, { id, comment: '' }, home.bob)
    const certificate = requireParsed(reader(home.ca.store), done.certificateId ?? 0)
    expect(Buffer.from(certificate.der).includes('mail.example.test')).toBe(true)
    // What was asked stays as it was asked.
    expect(done.request.asked.alternativeNames).toEqual([{ type: 'dns', value: 'www.example.test' }])
  })
})

it('shows the names asked for again once an override is taken back', async () => {
  const home = await house({ approval: 'one' })
  const id = await waiting(home)
  const names = (): string => listRequests(home.ca, { mine: false, limit: 1 }, home.alice).rows[0]?.names ?? ''
  const overrides = { alternativeNames: [{ type: 'dns' as const, value: 'mail.example.test' }] }
  await overrideRequest(home.ca, { id, overrides, comment: '' }, home.bob)
  expect(names()).toBe('mail.example.test www.example.test')
  await overrideRequest(home.ca, { id, overrides: null, comment: '' }, home.bob)
  expect(names()).toBe('www.example.test')
})

describe('approving and declining many', () => {
  it('treats each on its own and tells of the progress', async () => {
    const home = await house({ approval: 'one' })
    const ids = [await waiting(home), await waiting(home), await waiting(home)]
    await declineRequest(home.ca, { id: ids[1] ?? 0, reason: 'no' }, home.bob)
    const steps: string[] = []
    const outcome = await approveMany(home.ca, { ids, comment: '' }, home.bob, {
      onProgress: (done, total) => steps.push(`${done}/${total}`)
    })
    expect(outcome).toMatchObject({ done: 2, failed: [{ id: ids[1] }] })
    expect(steps).toEqual(['1/3', '2/3', '3/3'])
    const more = [await waiting(home), await waiting(home)]
    expect(await declineMany(home.ca, { ids: more, reason: 'duplicate' }, home.bob)).toEqual({ done: 2, failed: [] })
  })
})

describe('a request as it is looked at before it is sent', () => {
  it('shows the CSR, every rule that it breaks and the table of what would be in the certificate', async () => {
    const home = await house()
    const csr = writePem('CERTIFICATE REQUEST', makeCsr({ names: [{ kind: 'dns', value: 'bad_name.example.test' }] }))
    const { csr: shown, assessment } = await inspectRequest(home.ca, { profile: 'web', csr }, home.alice, officerRoles)
    expect(shown).toMatchObject({
      signatureValid: true,
      keyAlgorithm: 'P-256',
      alternativeNames: [{ type: 'dns', value: 'bad_name.example.test' }]
    })
    expect(assessment?.reasons.length).toBeGreaterThan(0)
    expect(assessment?.rows.length).toBeGreaterThan(0)
    expect(
      listRequests(home.ca, { mine: false, limit: 10 }, home.alice).rows.filter(
        ({ profileName }) => profileName === 'web'
      )
    ).toEqual([])
  })

  it('takes DER in base64 too, and refuses what is no CSR with the place where it breaks', async () => {
    const home = await house()
    const base64 = Buffer.from(makeCsr()).toString('base64')
    expect((await inspectRequest(home.ca, { csr: base64 }, home.alice, [])).csr?.subject).toBe('CN=www.example.test')
    for (const csr of ['nonsense', base64.slice(0, 100), '-----BEGIN CERTIFICATE REQUEST-----\n']) {
      await expect(inspectRequest(home.ca, { csr }, home.alice, [])).rejects.toMatchObject({ code: 'malformed' })
    }
  })
})

describe('a refused request', () => {
  it('leaves nothing but an audit row', async () => {
    const home = await house()
    const before = listRequests(home.ca, { mine: false, limit: 50 }, home.alice).rows.length
    await expect(
      submit(home, 'web', { names: [{ kind: 'dns', value: 'bad_name.example.test' }] })
    ).rejects.toMatchObject({ code: 'refused-by-policy' })
    expect(listRequests(home.ca, { mine: false, limit: 50 }, home.alice).rows).toHaveLength(before)
    expect(listAudit(reader(home.ca.store), { outcome: 'refused' }, null, 5)).toHaveLength(1)
  })

  it('with a key by Chancery makes no key', async () => {
    const home = await house()
    const keys = listKeys(reader(home.ca.store)).length
    const asked = { alternativeNames: [{ type: 'dns' as const, value: 'bad_name.example.test' }] }
    await expect(
      submitRequest(home.ca, { profile: 'web', asked, note: '' }, home.alice, officerRoles)
    ).rejects.toMatchObject({ code: 'refused-by-policy' })
    expect(listKeys(reader(home.ca.store))).toHaveLength(keys)
    expect(listAudit(reader(home.ca.store), { outcome: 'refused' }, null, 5)).toHaveLength(1)
  })
})

describe('a key that Chancery makes', () => {
  const asked = {
    subject: [{ type: 'CN', value: 'www.example.test' }],
    alternativeNames: [{ type: 'dns' as const, value: 'www.example.test' }]
  }

  it('is handed over as PKCS#12 that OpenSSL opens: the key fits the certificate, the chain is in it', async () => {
    const home = await house()
    const { request, certificateId } = await submitRequest(
      home.ca,
      { profile: 'web', keyAlgorithm: 'rsa-2048', asked, note: '', transactionId: 't1' },
      home.alice,
      officerRoles
    )
    expect(request).toMatchObject({ state: 'issued', keyByChancery: true })
    const again = await submitRequest(
      home.ca,
      { profile: 'web', keyAlgorithm: 'RSA-2048', asked, note: '', transactionId: 't1' },
      home.alice,
      officerRoles
    )
    expect(again).toMatchObject({ certificateId, request: { id: request.id } })
    const { file } = await exportRequestKey(home.ca, { id: request.id, passphrase: 'four quiet herons' }, home.alice)
    const byBob = exportRequestKey(home.ca, { id: request.id, passphrase: 'four quiet herons' }, home.bob)
    await expect(byBob).rejects.toMatchObject({ code: 'forbidden' })
    expect(file).toMatchObject({ name: 'www.example.test.p12', mediaType: 'application/x-pkcs12' })
    openssl.write('k.p12', Buffer.from(file.base64, 'base64'))
    const pem = openssl.run('pkcs12', '-in', 'k.p12', '-passin', 'pass:four quiet herons', '-nodes')
    expect(pem.match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
    openssl.write('k.pem', pem)
    const modulus = (command: string): string => openssl.run(command, '-in', 'k.pem', '-noout', '-modulus')
    expect(modulus('x509')).toBe(modulus('rsa'))
    expect(() => openssl.run('pkcs12', '-in', 'k.p12', '-passin', 'pass:wrong words', '-nodes')).toThrow(
      'invalid password'
    )
    expect(listAudit(reader(home.ca.store), { operation: 'request.export-key' }, null, 5)).toHaveLength(1)
  })

  it('is destroyed with a request that comes to nothing', async () => {
    const home = await house({ approval: 'one' })
    const { request } = await submitRequest(home.ca, { profile: 'web', asked, note: '' }, home.alice, officerRoles)
    await expect(
      exportRequestKey(home.ca, { id: request.id, passphrase: 'four quiet herons' }, home.alice)
    ).rejects.toMatchObject({ code: 'conflict' })
    await declineRequest(home.ca, { id: request.id, reason: 'no' }, home.bob)
    expect(listKeys(reader(home.ca.store)).at(-1)).toMatchObject({ sealed: null, destroyedAt: home.clock.now() })
  })

  it('is not made where the profile wants a CSR', async () => {
    const home = await house({ keyByChancery: false })
    await expect(
      submitRequest(home.ca, { profile: 'web', asked, note: '' }, home.alice, officerRoles)
    ).rejects.toMatchObject({ code: 'refused-by-policy' })
  })
})

describe('the list of requests', () => {
  it('filters by state, profile, person and words, and goes on page by page', async () => {
    const home = await house({ approval: 'one' })
    await profile(home, 'auto', 'ca')
    const a = await waiting(home)
    const b = await waiting(home, home.bob)
    const c = (
      await submit(home, 'auto', {
        names: [{ kind: 'dns', value: 'mail.example.test' }],
        subject: 'CN=mail.example.test'
      })
    ).request.id
    const ids = (filter: Partial<Parameters<typeof listRequests>[1]>, who = home.alice): number[] =>
      listRequests(home.ca, { mine: false, limit: 50, ...filter }, who).rows.map(({ id }) => id)
    expect(ids({ state: ['pending-approval'] })).toEqual([b, a])
    expect(ids({ profile: 'auto' })).toEqual([c])
    expect(ids({ text: 'mail' })).toEqual([c])
    expect(ids({ mine: true, state: ['pending-approval'] }, home.bob)).toEqual([b])
    const all = listRequests(home.ca, { mine: false, limit: 50 }, home.alice)
    expect([all.total, all.rows.length]).toEqual([3, 3])
    expect(listRequests(home.ca, { mine: false, limit: 50, state: ['issued'] }, home.alice).total).toBe(1)
    const first = listRequests(home.ca, { mine: false, limit: 2 }, home.alice)
    const rest = listRequests(home.ca, { mine: false, limit: 50, cursor: first.next ?? '' }, home.alice)
    expect([...first.rows, ...rest.rows].map(({ id }) => id)).toEqual(ids({}))
    expect(first.rows[0]).toMatchObject({ id: c, profileName: 'auto', authorityName: 'ca', requester: 'alice' })
  })

  it('takes comments at any time', async () => {
    const home = await house()
    const { request } = await submit(home, 'web')
    expect(
      (await commentRequest(home.ca, { id: request.id, text: 'for the new host' }, home.bob)).request.decisions
    ).toMatchObject([{ operator: 'bob', decision: 'comment', text: 'for the new host' }])
  })

  it('tells its listeners after the commit, and each change is audited', async () => {
    const home = await house({ approval: 'one' })
    home.events.length = 0
    const id = await waiting(home)
    await approveRequest(home.ca, { id, comment: '' }, home.bob)
    const states = home.events.flatMap(({ topic, payload }) =>
      topic === 'request.changed' ? [(payload as { state: string }).state] : []
    )
    expect(states).toEqual(['pending-approval', 'approved', 'issued'])
    const operations = listAudit(reader(home.ca.store), {}, null, 4).map(({ operation }) => operation)
    expect(operations).toEqual(['certificate.issue', 'certificate.intent', 'request.approve', 'request.submit'])
  })
})

it('a certificate from a CSR holds the key of that CSR', async () => {
  const home = await house()
  const der = makeCsr()
  const { certificateId } = await submitRequest(
    home.ca,
    { profile: 'web', csr: Buffer.from(der).toString('base64'), note: '' },
    home.alice,
    officerRoles
  )
  openssl.write('r.der', der)
  openssl.write('c.der', requireParsed(reader(home.ca.store), certificateId ?? 0).der)
  const key = (command: string, file: string): string =>
    openssl.run(command, '-inform', 'DER', '-in', file, '-noout', '-pubkey')
  expect(key('x509', 'c.der')).toBe(key('req', 'r.der'))
  expect(parseCertificate(openssl.read('c.der')).issuer.text).toBe('CN=ca,O=Example')
})

import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ExportFormat } from '../../../src-shared/model/certificate.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { writePem } from '../../pki/pem.ts'
import { listAudit } from '../../store/audit.ts'
import { reader } from '../../store/store.ts'
import { makeCsr, subscriberKey } from '../../testing/engine.ts'
import { authority, issued, officerRoles, profile, startLife, submit, type Life } from '../../testing/life.ts'
import { opensslFolder } from '../../testing/openssl.ts'
import { showAuthority } from '../authorities/view.ts'
import { issueCrlByHand } from '../crl/view.ts'
import { approveRequest } from '../requests/decide.ts'
import { submitRequest } from '../requests/submit.ts'
import { reinstateCertificate, revokeCertificate, suspendCertificate } from '../revoke.ts'
import { exportCertificate } from './export.ts'
import { fileName } from './file-name.ts'
import { requireParsed } from './find.ts'
import { annotateCertificate, certificateAsn1, importCertificates } from './inventory.ts'
import { findCertificates, listCertificates } from './list.ts'
import { reissueCertificate, rekeyCertificate, renewCertificate } from './renew.ts'
import { verifyCertificate } from './verify.ts'
import { showCertificate } from './view.ts'

const day = 86_400_000
const openssl = opensslFolder()
let life: Life
beforeEach(async () => {
  life = await startLife()
  await authority(life, 'root')
  await authority(life, 'issuing', { issuer: 'root' })
  await profile(life, 'web', 'issuing', {
    validity: { kind: 'duration', duration: '90d' },
    keyAlgorithms: ['P-256', 'RSA-2048']
  })
})
afterEach(() => life.close())
afterAll(() => openssl.remove())

const bytes = (file: { base64: string }): Buffer => Buffer.from(file.base64, 'base64')
const show = (id: number): ReturnType<typeof showCertificate>['certificate'] => showCertificate(life.ca, id).certificate

describe('the downloads of a certificate', () => {
  it('hold what their names say, as OpenSSL reads them', async () => {
    const id = await issued(life, 'web')
    const get = async (format: ExportFormat): Promise<Buffer> =>
      bytes((await exportCertificate(life.ca, { id, format }, life.alice)).file)
    const subjects = (file: string): string[] =>
      [...openssl.run('storeutl', '-noout', '-text', '-certs', file).matchAll(/Subject: (.*)/g)].map(
        ([, subject]) => subject?.replace(/\s/g, '') ?? ''
      )
    const [leaf, mid, top] = ['CN=www.example.test', 'CN=issuing,O=Example', 'CN=root,O=Example']
    const wanted: readonly (readonly [ExportFormat, readonly (string | undefined)[]])[] = [
      ['pem', [leaf]],
      ['issuer-pem', [leaf, mid]],
      ['chain-pem', [leaf, mid, top]],
      ['intermediates-root-pem', [mid, top]],
      ['root-intermediates-pem', [top, mid]]
    ]
    for (const [format, expected] of wanted) {
      openssl.write(format, await get(format))
      expect(subjects(format), format).toEqual(expected)
    }
    openssl.write('der', await get('der'))
    expect(openssl.run('x509', '-inform', 'DER', '-in', 'der', '-noout', '-subject')).toContain('www.example.test')
    openssl.write('p7', await get('pkcs7'))
    openssl.write('p7.pem', await get('pkcs7-pem'))
    for (const args of [
      ['-inform', 'DER', '-in', 'p7'],
      ['-in', 'p7.pem']
    ]) {
      expect(openssl.run('pkcs7', ...args, '-print_certs', '-noout').match(/subject=/g)).toHaveLength(3)
    }
  })

  it('have names and media types that systems know', async () => {
    const id = await issued(life, 'web', 'w.example.test')
    expect((await exportCertificate(life.ca, { id, format: 'pkcs7' }, life.alice)).file).toMatchObject({
      name: 'w.example.test.p7b',
      mediaType: 'application/pkcs7-mime'
    })
    expect(fileName('CN=*.example.test,O=X', 'cer')).toBe('wildcard.example.test.cer')
    expect(fileName('CN=../../etc/passwd', 'cer')).toBe('etc-passwd.cer')
    expect(fileName('O=Only', 'cer')).toBe('certificate.cer')
  })

  it('give a private key out only where Chancery has it, with a passphrase, and never that of an authority', async () => {
    const { certificateId } = await submitRequest(
      life.ca,
      {
        profile: 'web',
        keyAlgorithm: 'P-256',
        asked: { subject: [{ type: 'CN', value: 'a.test' }], alternativeNames: [{ type: 'dns', value: 'a.test' }] },
        note: ''
      },
      life.alice,
      officerRoles
    )
    const get = (id: number, passphrase?: string): Promise<unknown> =>
      exportCertificate(life.ca, { id, format: 'pkcs12', passphrase }, life.alice)
    await expect(get(certificateId ?? 0)).rejects.toMatchObject({ code: 'invalid-input' })
    const byBob = exportCertificate(
      life.ca,
      { id: certificateId ?? 0, format: 'pkcs12', passphrase: 'four quiet herons' },
      life.bob
    )
    await expect(byBob).rejects.toMatchObject({ code: 'forbidden' })
    const renewed = await renewCertificate(life.ca, { id: certificateId ?? 0, note: '' }, life.bob, officerRoles)
    await expect(
      exportCertificate(
        life.ca,
        { id: renewed.certificateId ?? 0, format: 'pkcs12', passphrase: 'four quiet herons' },
        life.bob
      )
    ).rejects.toMatchObject({ code: 'forbidden' })
    await expect(get(certificateId ?? 0, 'short')).rejects.toMatchObject({ code: 'invalid-input' })
    expect(await get(certificateId ?? 0, 'four quiet herons')).toMatchObject({ file: { name: 'a.test.p12' } })
    expect(show(certificateId ?? 0)).toMatchObject({
      keyHeld: true,
      timeline: expect.arrayContaining([expect.objectContaining({ event: 'Private key handed over' })])
    })
    await expect(get(await issued(life, 'web'), 'four quiet herons')).rejects.toMatchObject({ code: 'conflict' })
    await expect(get(1, 'four quiet herons')).rejects.toMatchObject({ code: 'refused-by-policy' })
    await expect(
      exportCertificate(life.ca, { id: 1, format: 'intermediates-root-pem' }, life.alice)
    ).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('the life of a certificate', () => {
  it('is told in order: request, approval, issuance, hold, end', async () => {
    await profile(life, 'asked', 'issuing', { approval: 'one' })
    const { request } = await submit(life, 'asked')
    life.clock.advance(1000)
    const id = (await approveRequest(life.ca, { id: request.id, comment: 'fine' }, life.bob)).certificateId ?? 0
    life.clock.advance(1000)
    await suspendCertificate(life.ca, { id, comment: 'lost card' }, life.bob)
    expect(show(id)).toMatchObject({ state: 'suspended', revocationReason: 'certificateHold' })
    await expect(suspendCertificate(life.ca, { id, comment: '' }, life.bob)).rejects.toMatchObject({ code: 'conflict' })
    life.clock.advance(1000)
    await reinstateCertificate(life.ca, { id, comment: 'found' }, life.bob)
    expect(show(id).state).toBe('active')
    life.clock.advance(1000)
    await revokeCertificate(life.ca, { id, reason: 'keyCompromise', comment: 'copied' }, life.carol)
    const shown = show(id)
    expect(shown).toMatchObject({
      state: 'revoked',
      revocationReason: 'keyCompromise',
      revokedAt: life.clock.now(),
      profileName: 'asked',
      profileRevision: 1,
      lint: { findings: expect.any(Array) }
    })
    expect(shown.timeline.map(({ event, by }) => `${event} by ${by}`)).toEqual([
      'Requested by alice',
      'Approved by bob',
      'Issued by bob',
      'Put on hold by bob',
      'Taken off hold by bob',
      'Revoked by carol'
    ])
    expect(shown.timeline.at(-1)?.text).toBe('keyCompromise: copied')
    await expect(
      revokeCertificate(life.ca, { id, reason: 'superseded', comment: '' }, life.carol)
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(shown.chain.map(({ role }) => role)).toEqual(['root', 'intermediate', 'end-entity'])
    expect(shown.decoded.names).toEqual([{ type: 'DNS name', value: 'www.example.test' }])
  })

  it('cannot be ended by who did not issue it, for the future, with the wrong reason, or after its end', async () => {
    const id = await issued(life, 'web')
    const revoke = (which: number, change: Partial<Parameters<typeof revokeCertificate>[1]> = {}): Promise<unknown> =>
      revokeCertificate(life.ca, { id: which, reason: 'unspecified', comment: '', ...change }, life.alice)
    await expect(revoke(id, { reason: 'cACompromise' })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(revoke(id, { invalidityDate: life.clock.now() + day })).rejects.toMatchObject({
      code: 'invalid-input'
    })
    await expect(revoke(1)).rejects.toMatchObject({
      code: 'refused-by-policy',
      message: expect.stringContaining('root cannot revoke its own')
    })
    await expect(revoke(12345)).rejects.toMatchObject({ code: 'not-found' })
    openssl.run(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      '/CN=foreign',
      '-keyout',
      'f.key',
      '-out',
      'f.pem',
      '-days',
      '9'
    )
    const { imported } = await importCertificates(
      life.ca,
      { certificate: Buffer.from(openssl.read('f.pem')).toString(), note: '' },
      life.alice
    )
    await expect(revoke(imported[0] ?? 0)).rejects.toMatchObject({ code: 'refused-by-policy' })
    life.clock.advance(100 * day)
    await expect(revoke(id)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('expired') })
  })

  it('of an authority can end too: what it issued breaks for verifiers, and nothing else changes by itself', async () => {
    const leaf = await issued(life, 'web')
    const { certificateId } = showAuthority(life.ca, 'issuing').authority
    await issueCrlByHand(life.ca, { authority: 'issuing' }, life.alice)
    await revokeCertificate(life.ca, { id: certificateId ?? 0, reason: 'cACompromise', comment: '' }, life.alice)
    expect(showAuthority(life.ca, 'issuing').authority).toMatchObject({
      state: 'active',
      certificateState: 'revoked',
      certificates: { active: 1 }
    })
    expect(show(certificateId ?? 0).state).toBe('revoked')
    expect(show(leaf).state).toBe('active')
    expect(verifyCertificate(life.ca, { id: leaf }).verdict).toMatchObject({ valid: false })
  })
})

describe('what a verifier would say', () => {
  it('is not performed for revocation where no CRL is at hand, and never called good', async () => {
    const id = await issued(life, 'web')
    const { verdict } = verifyCertificate(life.ca, { id })
    expect(verdict).toMatchObject({ valid: true, revocationChecked: false })
    expect(verdict.steps.some(({ outcome }) => outcome === 'not-performed')).toBe(true)
  })

  it('depends on the moment', async () => {
    const id = await issued(life, 'web')
    expect(verifyCertificate(life.ca, { id, at: life.clock.now() + 91 * day }).verdict.valid).toBe(false)
    expect(verifyCertificate(life.ca, { id, at: life.clock.now() - day }).verdict.valid).toBe(false)
  })
})

describe('a certificate that follows another', () => {
  it('by renewal has the same key and content, and both know of each other', async () => {
    const id = await issued(life, 'web')
    life.clock.advance(80 * day)
    const { certificateId, state } = await renewCertificate(life.ca, { id, note: 'yearly' }, life.alice, officerRoles)
    expect(state).toBe('issued')
    const [old, next] = [
      requireParsed(reader(life.ca.store), id),
      requireParsed(reader(life.ca.store), certificateId ?? 0)
    ]
    expect(next.publicKey.der).toEqual(old.publicKey.der)
    expect(findExtension(next, 'subjectAltName')).toEqual(findExtension(old, 'subjectAltName'))
    expect(next.notAfter).toBe(old.notAfter + 80 * day)
    expect(show(id)).toMatchObject({ superseded: true, nextCertificateIds: [certificateId], state: 'expiring' })
    expect(show(certificateId ?? 0)).toMatchObject({ previousCertificateId: id, superseded: false })
  })

  it('by rekey has another key: that of a CSR, or one by Chancery', async () => {
    const id = await issued(life, 'web')
    const key = subscriberKey()
    const csr = writePem('CERTIFICATE REQUEST', makeCsr({ key }))
    const byCsr = await rekeyCertificate(life.ca, { id, csr, note: '' }, life.alice, officerRoles)
    const spki = new Uint8Array(key.publicKey.export({ format: 'der', type: 'spki' }))
    expect(requireParsed(reader(life.ca.store), byCsr.certificateId ?? 0).publicKey.der).toEqual(spki)
    const own = await rekeyCertificate(life.ca, { id: byCsr.certificateId ?? 0, note: '' }, life.alice, officerRoles)
    expect(show(own.certificateId ?? 0)).toMatchObject({
      keyHeld: true,
      keyAlgorithm: 'P-256',
      subject: 'CN=www.example.test'
    })
    await expect(
      rekeyCertificate(life.ca, { id: byCsr.certificateId ?? 0, csr, note: '' }, life.alice, officerRoles)
    ).rejects.toMatchObject({ code: 'refused-by-policy' })
  })

  it('by reissue has changed content, and the old one is revoked where the profile says so', async () => {
    await profile(life, 'strict', 'issuing', {
      renewal: { renew: true, rekey: true, reissue: true, window: null, revokeOld: true }
    })
    const id = (await submit(life, 'strict')).certificateId ?? 0
    const asked = {
      alternativeNames: [
        { type: 'dns' as const, value: 'www.example.test' },
        { type: 'dns' as const, value: 'api.example.test' }
      ]
    }
    const { certificateId } = await reissueCertificate(life.ca, { id, asked, note: '' }, life.alice, officerRoles)
    expect(show(certificateId ?? 0).names).toContain('api.example.test')
    expect(show(id)).toMatchObject({ state: 'revoked', revocationReason: 'superseded', superseded: true })
  })

  it('waits for approval like every other, and the old one stays until then', async () => {
    await profile(life, 'asked', 'issuing', {
      approval: 'one',
      renewal: { renew: true, rekey: true, reissue: true, window: null, revokeOld: true }
    })
    const { request } = await submit(life, 'asked')
    const id = (await approveRequest(life.ca, { id: request.id, comment: '' }, life.bob)).certificateId ?? 0
    const renewed = await renewCertificate(life.ca, { id, note: '' }, life.alice, officerRoles)
    expect(renewed).toMatchObject({ state: 'pending-approval', certificateId: null })
    expect(show(id)).toMatchObject({ state: 'active', superseded: false })
    await approveRequest(life.ca, { id: renewed.requestId, comment: '' }, life.bob)
    expect(show(id)).toMatchObject({ state: 'revoked', revocationReason: 'superseded' })
  })

  it('is refused for certificates of others and of authorities', async () => {
    await expect(renewCertificate(life.ca, { id: 1, note: '' }, life.alice, officerRoles)).rejects.toMatchObject({
      code: 'refused-by-policy',
      message: expect.stringContaining('renew the authority')
    })
  })
})

describe('the inventory', () => {
  it('keeps certificates from elsewhere once, apart from ours', async () => {
    const pem = ['a', 'b'].map((name) => {
      openssl.run(
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-subj',
        `/CN=${name}.foreign`,
        '-addext',
        `subjectAltName=DNS:${name}.foreign`,
        '-keyout',
        'x.key',
        '-out',
        `${name}.pem`,
        '-days',
        '9000'
      )
      return Buffer.from(openssl.read(`${name}.pem`)).toString()
    })
    const first = await importCertificates(life.ca, { certificate: pem.join(''), note: 'audit 2026' }, life.alice)
    expect(first.imported).toHaveLength(2)
    expect(await importCertificates(life.ca, { certificate: pem[0] ?? '', note: '' }, life.alice)).toEqual({
      imported: [],
      known: [first.imported[0]]
    })
    expect(show(first.imported[0] ?? 0)).toMatchObject({
      certificateClass: 'imported',
      authorityId: null,
      note: 'audit 2026',
      keyHeld: false,
      lint: null
    })
    await expect(importCertificates(life.ca, { certificate: 'rubbish', note: '' }, life.alice)).rejects.toMatchObject({
      code: 'malformed'
    })
  })

  it('is filtered by state, class, authority, dates and words', async () => {
    const a = await issued(life, 'web', 'alpha.example.test')
    life.clock.advance(day)
    const b = await issued(life, 'web', 'beta.example.test')
    await revokeCertificate(life.ca, { id: a, reason: 'superseded', comment: '' }, life.alice)
    const ids = (filter: Partial<Parameters<typeof listCertificates>[1]>): number[] =>
      listCertificates(life.ca, { archived: false, sort: 'newest', limit: 50, ...filter }).rows.map(({ id }) => id)
    expect(ids({ profile: 'web' })).toEqual([b, a])
    expect(ids({ state: ['revoked'] })).toEqual([a])
    expect(ids({ state: ['active'], authority: 'issuing' })).toEqual([b])
    expect(ids({ certificateClass: ['authority'] })).toEqual([2, 1])
    expect(ids({ text: 'beta' })).toEqual([b])
    expect(ids({ issuedAfter: life.clock.now() })).toEqual([b])
    expect(ids({ certificateClass: ['end-entity'], sort: 'expiry' })).toEqual([a, b])
    expect(findCertificates(life.ca, { text: show(a).serial, limit: 5 }).rows.map(({ id }) => id)).toEqual([a])
    expect(
      findCertificates(life.ca, { text: show(a).fingerprint.slice(0, 12), limit: 5 }).rows.map(({ id }) => id)
    ).toEqual([a])
    await annotateCertificate(life.ca, { id: a, archived: true, note: 'old' }, life.alice)
    expect(ids({ profile: 'web' })).toEqual([b])
    expect(ids({ archived: true })).toEqual([a])
    expect(listAudit(reader(life.ca.store), { operation: 'certificate.annotate' }, null, 5)).toHaveLength(1)
  })

  it('shows the ASN.1 of a certificate with its bytes', async () => {
    const id = await issued(life, 'web')
    const { root, base64 } = certificateAsn1(life.ca, { id })
    const der = Buffer.from(base64, 'base64')
    expect(root).toMatchObject({ tag: 'SEQUENCE', offset: 0 })
    expect(root.header + root.length).toBe(der.length)
    expect(parseCertificate(der).subject.text).toBe('CN=www.example.test')
  })
})

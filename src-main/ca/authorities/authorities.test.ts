import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { authoritySettings } from '../../../src-shared/model/authority.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { listAudit } from '../../store/audit.ts'
import { listAuthorities as rows } from '../../store/authorities.ts'
import { getKey, listKeys } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { authority, issued, profile, startLife, submit, type Life } from '../../testing/life.ts'
import { opensslFolder, type OpensslFolder } from '../../testing/openssl.ts'
import { requireParsed } from '../certificates/find.ts'
import { verifyCertificate } from '../certificates/verify.ts'
import { issueCrlByHand } from '../crl/view.ts'
import { deleteDraft, destroyAuthority, retireAuthority, setKeyOnline, updateAuthority } from './change.ts'
import { createAuthority } from './create.ts'
import { exportChain, exportCsr } from './export.ts'
import { importAuthority } from './import.ts'
import { installCertificate } from './install.ts'
import { renewAuthority } from './renew.ts'
import { listAuthorities, showAuthority } from './view.ts'

let life: Life
let openssl: OpensslFolder
beforeEach(async () => {
  life = await startLife()
})
afterEach(() => life.close())
const opened: OpensslFolder[] = []
afterAll(() => opened.forEach((folder) => folder.remove()))

const text = (file: { base64: string }): string => Buffer.from(file.base64, 'base64').toString('latin1')
const settings = authoritySettings.parse({})
const year = 365 * 86_400_000

/** An outside authority that OpenSSL runs: root and issuing, valid from 2020 on. */
function outside(): void {
  openssl = opensslFolder()
  opened.push(openssl)
  openssl.write(
    'ca.ext',
    'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n'
  )
  openssl.write('leaf.ext', 'basicConstraints=critical,CA:FALSE\n')
  for (const name of ['outroot', 'outmid', 'outleaf']) {
    openssl.run(
      'req',
      '-new',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-subj',
      `/O=Outside/CN=${name}`,
      '-out',
      `${name}.csr`
    )
  }
  openssl.run(
    'x509',
    '-req',
    '-in',
    'outroot.csr',
    '-signkey',
    'outroot.key',
    '-days',
    '7000',
    '-extfile',
    'ca.ext',
    '-out',
    'outroot.pem'
  )
  sign('outmid', 'outroot', 'ca.ext')
  sign('outleaf', 'outmid', 'leaf.ext')
}
let serial = 100
function sign(name: string, by: string, ext: string): void {
  openssl.run(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-CA',
    `${by}.pem`,
    '-CAkey',
    `${by}.key`,
    '-set_serial',
    String(serial++),
    '-days',
    '3000',
    '-extfile',
    ext,
    '-out',
    `${name}.pem`
  )
}
const pem = (...names: string[]): string =>
  names.map((name) => Buffer.from(openssl.read(`${name}.pem`)).toString()).join('')

describe('a new authority', () => {
  it('is a root that signs itself, with what was said of it in its certificate', async () => {
    const root = await authority(life, 'root', {
      key: 'P-384',
      pathLength: 1,
      policies: [{ oid: '1.3.6.1.4.1.99999.1', cpsUri: 'http://example.test/cps', userNotice: null }],
      permittedNames: [{ type: 'dns', value: 'example.test' }],
      excludedNames: [{ type: 'dns', value: 'bad.example.test' }]
    })
    expect(root).toMatchObject({
      state: 'active',
      kind: 'root',
      subject: 'CN=root,O=Example',
      issuerId: null,
      pathLength: 1,
      keyAlgorithm: 'P-384',
      origin: { key: 'generated', certificate: 'self-signed', note: '' }
    })
    const certificate = requireParsed(reader(life.ca.store), root.certificateId ?? 0)
    expect(findExtension(certificate, 'basicConstraints')).toEqual({ ca: true, pathLength: 1 })
    expect(findExtension(certificate, 'keyUsage')).toEqual(['keyCertSign', 'cRLSign'])
    expect(findExtension(certificate, 'certificatePolicies')).toMatchObject([
      { oid: '1.3.6.1.4.1.99999.1', qualifiers: [{ kind: 'cps' }] }
    ])
    expect(findExtension(certificate, 'nameConstraints')?.permitted).toMatchObject([
      { base: { kind: 'dns', value: 'example.test' } }
    ])
    expect(certificate.extension('2.5.29.31')).toBeUndefined()
    expect(root.chain).toMatchObject([{ subject: 'CN=root,O=Example' }])
    expect(listAudit(reader(life.ca.store), { operation: 'authority.create' }, null, 5)).toHaveLength(1)
  })

  it('under one of ours carries the addresses of its issuer and stays within its path length and end', async () => {
    await authority(life, 'root', { pathLength: 0, validity: '5y' })
    await expect(authority(life, 'issuing', { issuer: 'root', validity: '10y' })).rejects.toMatchObject({
      code: 'refused-by-policy'
    })
    const issuing = await authority(life, 'below', { issuer: 'root', validity: '1y' }).catch((error: unknown) => error)
    expect(issuing).toMatchObject({
      code: 'refused-by-policy',
      reasons: expect.arrayContaining([expect.objectContaining({ rule: 'authority.path-length' })])
    })
  })

  it('that is refused leaves no authority and no usable key behind', async () => {
    await authority(life, 'root', { validity: '1y' })
    const keys = listKeys(reader(life.ca.store)).filter(({ destroyedAt }) => destroyedAt === null).length
    await expect(authority(life, 'issuing', { issuer: 'root', validity: '9y' })).rejects.toMatchObject({
      code: 'refused-by-policy'
    })
    expect(listAuthorities(life.ca).authorities.map(({ name }) => name)).toEqual(['root'])
    expect(listKeys(reader(life.ca.store)).filter(({ destroyedAt }) => destroyedAt === null)).toHaveLength(keys)
    expect(listAudit(reader(life.ca.store), { outcome: 'refused' }, null, 5)).toHaveLength(1)
  })

  it('needs a name, a subject and a key of its own', async () => {
    await authority(life, 'root')
    await expect(authority(life, 'root', { subject: 'CN=other' })).rejects.toMatchObject({ code: 'name-taken' })
    await expect(authority(life, 'twin', { subject: 'CN=root,O=Example' })).rejects.toMatchObject({
      code: 'name-taken'
    })
    await expect(authority(life, 'b', { key: 'RSA-1024' })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('RSA-2048')
    })
    await expect(authority(life, 'b', { subject: '' })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(authority(life, 'b', { keyUsage: ['cRLSign'] })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('keyCertSign')
    })
    await expect(authority(life, 'b', { issuer: 'root', csrOnly: true })).rejects.toMatchObject({
      code: 'invalid-input'
    })
    await expect(authority(life, 'b', { signatureAlgorithm: 'rsa-pkcs1-sha256' })).rejects.toMatchObject({
      code: 'invalid-input'
    })
  })

  it('has the addresses that its certificates will carry, filled from the public base address', async () => {
    const root = await authority(life, 'My root')
    expect(root.effectiveAddresses).toEqual({
      crl: ['http://pki.example.test/crl/My%20root.crl'],
      issuer: ['http://pki.example.test/aia/My%20root.cer'],
      ocsp: ['http://pki.example.test/ocsp/My%20root'],
      cps: null
    })
    const own = await authority(life, 'own', { crlAddress: ['http://crl.example.test/own.crl'] })
    expect(own.effectiveAddresses.crl).toEqual(['http://crl.example.test/own.crl'])
  })
})

describe('an authority for an outside signer', () => {
  const made = async (): Promise<void> => {
    outside()
    const draft = await authority(life, 'sub', { csrOnly: true, subject: 'CN=Our Sub,O=Example', pathLength: 0 })
    expect(draft).toMatchObject({
      state: 'awaiting-certificate',
      certificateId: null,
      chain: [],
      origin: { certificate: 'none' }
    })
    openssl.write('sub.csr', text(exportCsr(life.ca, { authority: 'sub' }).file))
  }

  it('makes a CSR that OpenSSL verifies, asking for an authority', async () => {
    await made()
    const shown = openssl.run('req', '-in', 'sub.csr', '-noout', '-text', '-verify')
    expect(shown).toContain('CA:TRUE, pathlen:0')
    expect(shown).toContain('Certificate Sign, CRL Sign')
  })

  it('installs the signed certificate once the root was confirmed by fingerprint, then issues', async () => {
    await made()
    sign('sub', 'outmid', 'ca.ext')
    const certificate = pem('sub', 'outmid', 'outroot')
    life.clock.set(Date.now())
    const refused = await installCertificate(
      life.ca,
      { authority: 'sub', certificate, trustChain: false },
      life.alice
    ).catch((error: unknown) => error)
    const fingerprint =
      openssl.run('x509', '-in', 'outroot.pem', '-noout', '-fingerprint', '-sha256').trim().split('=')[1] ?? 'none'
    expect(refused).toMatchObject({ code: 'refused-by-policy', message: expect.stringContaining(fingerprint) })
    const { authority: installed } = await installCertificate(
      life.ca,
      { authority: 'sub', certificate, trustChain: true },
      life.alice
    )
    expect(installed).toMatchObject({
      state: 'active',
      issuerId: null,
      issuerName: 'O=Outside,CN=outmid',
      csr: null,
      origin: { key: 'generated', certificate: 'imported' }
    })
    expect(installed.chain.map(({ subject }) => subject)).toEqual([
      'O=Outside,CN=outroot',
      'O=Outside,CN=outmid',
      'CN=Our Sub,O=Example'
    ])
    await profile(life, 'web', 'sub')
    const leaf = await issued(life, 'web')
    openssl.write('leaf.pem', requirePem(leaf))
    expect(
      openssl.run('verify', '-CAfile', 'outroot.pem', '-untrusted', 'outmid.pem', '-untrusted', 'sub.pem', 'leaf.pem')
    ).toContain('OK')
    expect(verifyCertificate(life.ca, { id: leaf }).verdict.valid).toBe(true)
    await expect(
      installCertificate(life.ca, { authority: 'sub', certificate, trustChain: true }, life.alice)
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('refuses the certificate of another key, of no authority, with a broken chain, or already ended', async () => {
    await made()
    sign('sub', 'outmid', 'ca.ext')
    life.clock.set(Date.now())
    const install = (certificate: string): Promise<unknown> =>
      installCertificate(life.ca, { authority: 'sub', certificate, trustChain: true }, life.alice)
    await expect(install(pem('outmid', 'outroot'))).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('None of the certificates belongs to the key')
    })
    await expect(install(pem('sub', 'outroot'))).rejects.toMatchObject({ code: 'refused-by-policy' })
    await expect(install(pem('sub'))).rejects.toMatchObject({ code: 'refused-by-policy' })
    sign('sub', 'outmid', 'leaf.ext')
    await expect(install(pem('sub', 'outmid', 'outroot'))).rejects.toMatchObject({
      code: 'refused-by-policy',
      reasons: [{ rule: 'authority.basic-constraints' }]
    })
    sign('sub', 'outmid', 'ca.ext')
    life.clock.set(Date.now() + 20 * year)
    await expect(install(pem('sub', 'outmid', 'outroot'))).rejects.toMatchObject({
      code: 'refused-by-policy',
      message: expect.stringContaining('ended')
    })
    expect(showAuthority(life.ca, 'sub').authority.state).toBe('awaiting-certificate')
  })

  it('is removed as a draft, key and all; one that has a certificate is not', async () => {
    await made()
    const { keyId } = showAuthority(life.ca, 'sub').authority
    await deleteDraft(life.ca, { authority: 'sub' }, life.alice)
    expect(rows(reader(life.ca.store))).toEqual([])
    expect(getKey(reader(life.ca.store), keyId ?? 0)?.sealed).toBeNull()
    await authority(life, 'root')
    await expect(deleteDraft(life.ca, { authority: 'root' }, life.alice)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('an authority that is taken over', () => {
  it('from PKCS#12 or PEM shows its origin for ever and goes on above the last CRL number', async () => {
    outside()
    life.clock.set(Date.now())
    openssl.run(
      'pkcs12',
      '-export',
      '-inkey',
      'outmid.key',
      '-in',
      'outmid.pem',
      '-certfile',
      'outroot.pem',
      '-passout',
      'pass:seven herons',
      '-out',
      'mid.p12'
    )
    const file = Buffer.from(openssl.read('mid.p12')).toString('base64')
    const take = (passphrase: string): Promise<unknown> =>
      importAuthority(
        life.ca,
        { name: 'mid', file, passphrase, crlNumber: '4711', note: 'from the old server', settings },
        life.alice
      )
    await expect(take('wrong')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect(await take('seven herons')).toMatchObject({
      authority: {
        state: 'active',
        kind: 'subordinate',
        issuerName: 'O=Outside,CN=outroot',
        origin: { key: 'imported', certificate: 'imported', note: 'from the old server' },
        chain: [{ subject: 'O=Outside,CN=outroot' }, { subject: 'O=Outside,CN=outmid' }]
      }
    })
    expect((await issueCrlByHand(life.ca, { authority: 'mid' }, life.alice)).crl.number).toBe('4712')
    await expect(
      importAuthority(life.ca, { name: 'again', file, passphrase: 'seven herons', note: '', settings }, life.alice)
    ).rejects.toMatchObject({ code: 'conflict' })

    const root = `${Buffer.from(openssl.read('outroot.key')).toString()}${pem('outroot')}`
    const { authority: taken } = await importAuthority(
      life.ca,
      { name: 'old root', file: root, note: '', settings },
      life.alice
    )
    expect(taken).toMatchObject({ kind: 'root', state: 'active', issuerId: null })
    await profile(life, 'web', 'mid')
    const leaf = await issued(life, 'web')
    openssl.write('leaf.pem', requirePem(leaf))
    expect(openssl.run('verify', '-CAfile', 'outroot.pem', '-untrusted', 'outmid.pem', 'leaf.pem')).toContain('OK')
  })

  it('is refused where key and certificate do not belong together, or the certificate is none of an authority', async () => {
    outside()
    const key = (name: string): string => Buffer.from(openssl.read(`${name}.key`)).toString()
    const take = (file: string): Promise<unknown> =>
      importAuthority(life.ca, { name: 'x', file, note: '', settings }, life.alice)
    await expect(take(key('outmid') + pem('outroot'))).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(take(key('outleaf') + pem('outleaf'))).rejects.toMatchObject({ code: 'refused-by-policy' })
    await expect(take(pem('outroot'))).rejects.toMatchObject({ code: 'malformed' })
    await expect(take('rubbish')).rejects.toMatchObject({ code: 'malformed' })
    await expect(
      importAuthority(
        life.ca,
        { name: 'x', file: key('outroot') + pem('outroot'), crlNumber: '9'.repeat(30), note: '', settings },
        life.alice
      )
    ).rejects.toMatchObject({ code: 'invalid-input' })
    expect(rows(reader(life.ca.store))).toEqual([])
    expect(listKeys(reader(life.ca.store))).toEqual([])
  })
})

describe('renewing an authority', () => {
  it('keeps name, key and key identifier, so that what it issued stays valid, and shows the earlier certificate', async () => {
    await authority(life, 'root')
    const before = await authority(life, 'issuing', {
      issuer: 'root',
      validity: '2y',
      pathLength: 0,
      permittedNames: [{ type: 'dns', value: 'example.test' }]
    })
    await profile(life, 'web', 'issuing')
    const leaf = await issued(life, 'web')
    life.clock.advance(30 * 86_400_000)
    const { authority: after } = await renewAuthority(life.ca, { authority: 'issuing' }, life.alice)
    expect(after.certificateId).not.toBe(before.certificateId)
    expect(after.earlierCertificates).toMatchObject([{ id: before.certificateId, superseded: true }])
    const [old, now] = [before.certificateId, after.certificateId].map((id) =>
      requireParsed(reader(life.ca.store), id ?? 0)
    )
    expect(now?.notAfter).toBe((old?.notAfter ?? 0) + 30 * 86_400_000)
    expect([now?.subject.text, now?.publicKey.der]).toEqual([old?.subject.text, old?.publicKey.der])
    expect(now && findExtension(now, 'subjectKeyIdentifier')).toEqual(old && findExtension(old, 'subjectKeyIdentifier'))
    expect(now && findExtension(now, 'nameConstraints')).toEqual(old && findExtension(old, 'nameConstraints'))
    expect(now && findExtension(now, 'basicConstraints')).toEqual({ ca: true, pathLength: 0 })
    expect(verifyCertificate(life.ca, { id: leaf }).verdict.valid).toBe(true)
    const { authority: root } = await renewAuthority(life.ca, { authority: 'root', validity: '25y' }, life.alice)
    expect(root.earlierCertificates).toHaveLength(1)
    expect(verifyCertificate(life.ca, { id: leaf }).verdict.valid).toBe(true)
  })
})

describe('changing an authority', () => {
  it('needs the version that was read, and refuses a name that would break addresses', async () => {
    const root = await authority(life, 'root')
    const changed = { ...settings, description: 'the first one' }
    const { authority: next } = await updateAuthority(
      life.ca,
      { authority: 'root', settings: changed, version: root.version },
      life.alice
    )
    expect(next).toMatchObject({ version: root.version + 1, settings: { description: 'the first one' } })
    await expect(
      updateAuthority(life.ca, { authority: 'root', settings, version: root.version }, life.bob)
    ).rejects.toMatchObject({ code: 'conflict' })
    await expect(updateAuthority(life.ca, { authority: 'root', name: 'other' }, life.bob)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('addresses')
    })
    await expect(
      updateAuthority(
        life.ca,
        { authority: 'root', settings: { ...settings, signatureAlgorithm: 'rsa-pkcs1-sha256' } },
        life.bob
      )
    ).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('takes it through its states: off line, back, retired, destroyed, and never a cascade', async () => {
    const root = await authority(life, 'root')
    await authority(life, 'issuing', { issuer: 'root' })
    await profile(life, 'web', 'issuing')
    const leaf = await issued(life, 'web')
    expect((await setKeyOnline(life.ca, { authority: 'root', online: false }, life.alice)).authority.state).toBe(
      'key-offline'
    )
    await expect(authority(life, 'more', { issuer: 'root' })).rejects.toMatchObject({ code: 'key-unavailable' })
    expect((await setKeyOnline(life.ca, { authority: 'root', online: true }, life.alice)).authority.state).toBe(
      'active'
    )
    await expect(
      destroyAuthority(life.ca, { authority: 'issuing', confirmName: 'issuing', comment: '' }, life.alice)
    ).rejects.toMatchObject({ code: 'conflict' })
    await retireAuthority(life.ca, { authority: 'issuing', comment: 'replaced' }, life.alice)
    await expect(submit(life, 'web')).rejects.toMatchObject({ code: 'refused-by-policy' })
    const { crl } = await issueCrlByHand(life.ca, { authority: 'issuing' }, life.alice)
    await expect(
      destroyAuthority(life.ca, { authority: 'issuing', confirmName: 'Issuing', comment: '' }, life.alice)
    ).rejects.toMatchObject({ code: 'invalid-input' })
    const { authority: gone } = await destroyAuthority(
      life.ca,
      { authority: 'issuing', confirmName: 'issuing', comment: '' },
      life.alice
    )
    expect(gone).toMatchObject({
      state: 'destroyed',
      keyLocation: 'destroyed',
      certificates: { active: 1 },
      latestCrl: { id: crl.id }
    })
    expect(getKey(reader(life.ca.store), gone.keyId ?? 0)).toMatchObject({
      sealed: null,
      destroyedAt: life.clock.now()
    })
    await expect(issueCrlByHand(life.ca, { authority: 'issuing' }, life.alice)).rejects.toMatchObject({
      code: 'conflict'
    })
    expect(requireParsed(reader(life.ca.store), leaf).issuer.text).toBe('CN=issuing,O=Example')
    expect(showAuthority(life.ca, 'root').authority).toMatchObject({
      state: 'active',
      certificateId: root.certificateId
    })
    expect(
      text(exportChain(life.ca, { authority: 'issuing', format: 'chain-pem' }).file).match(/BEGIN CERTIFICATE/g)
    ).toHaveLength(2)
  })
})

it('an authority is found by number, by name in any case, and by a number typed as text', async () => {
  const root = await authority(life, 'Root')
  for (const ref of [root.id, 'root', 'ROOT', String(root.id)])
    expect(showAuthority(life.ca, ref).authority.id).toBe(root.id)
  expect(() => showAuthority(life.ca, 'nobody')).toThrow('no authority named nobody')
  await expect(
    createAuthority(
      life.ca,
      { name: 'x', subject: 'CN=x', key: 'P-256', validity: '1y', csrOnly: false, issuer: 'nobody', settings },
      life.alice
    )
  ).rejects.toMatchObject({ code: 'not-found' })
})

function requirePem(id: number): string {
  const { der } = requireParsed(reader(life.ca.store), id)
  expect(parseCertificate(der).der).toEqual(der)
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`
}

import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { authoritySettings } from '../../../src-shared/model/authority.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { listAuthorities as rows } from '../../store/authorities.ts'
import { getCrlDer, latestCrl } from '../../store/crls.ts'
import { getKey, listKeys } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { authority, issued, profile, startLife, type Life } from '../../testing/life.ts'
import { opensslFolder, type OpensslFolder } from '../../testing/openssl.ts'
import { requireParsed } from '../certificates/find.ts'
import { verifyCertificate } from '../certificates/verify.ts'
import { issueCrlByHand } from '../crl/view.ts'
import { askRenewal } from './ask-renewal.ts'
import { deleteDraft } from './change.ts'
import { exportCsr } from './export.ts'
import { importAuthority } from './import.ts'
import { installCertificate } from './install.ts'
import { renewAuthority } from './renew.ts'
import { showAuthority } from './view.ts'

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

/** An outside authority that OpenSSL runs: root and issuing, valid now. */
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

  it('takes the same as PKCS#7, as some signers hand it over', async () => {
    await made()
    sign('sub', 'outmid', 'ca.ext')
    openssl.write('all.pem', pem('sub', 'outmid', 'outroot'))
    openssl.run('crl2pkcs7', '-nocrl', '-certfile', 'all.pem', '-outform', 'DER', '-out', 'all.p7b')
    life.clock.set(Date.now())
    const certificate = Buffer.from(openssl.read('all.p7b')).toString('base64')
    const { authority: installed } = await installCertificate(
      life.ca,
      { authority: 'sub', certificate, trustChain: true },
      life.alice
    )
    expect(installed).toMatchObject({ state: 'active', chain: [{}, {}, {}] })
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
    await expect(install(pem('sub'))).rejects.toMatchObject({
      code: 'refused-by-policy',
      message: expect.stringContaining('Put the certificates of its issuers, up to the root, into the same file.')
    })
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

  it('is renewed by a CSR for the same key, while it goes on issuing', async () => {
    await made()
    sign('sub', 'outmid', 'ca.ext')
    life.clock.set(Date.now())
    const install = (): ReturnType<typeof installCertificate> =>
      installCertificate(
        life.ca,
        { authority: 'sub', certificate: pem('sub', 'outmid', 'outroot'), trustChain: true },
        life.alice
      )
    const { authority: first } = await install()
    await expect(renewAuthority(life.ca, { authority: 'sub' }, life.alice)).rejects.toMatchObject({
      code: 'refused-by-policy',
      message: expect.stringContaining('Make a CSR for the same key')
    })
    const { authority: asking } = await askRenewal(life.ca, { authority: 'sub' }, life.alice)
    expect(asking).toMatchObject({ state: 'active', certificateId: first.certificateId })
    openssl.write('sub.csr', text(exportCsr(life.ca, { authority: 'sub' }).file))
    expect(openssl.run('req', '-in', 'sub.csr', '-noout', '-text', '-verify')).toContain('CA:TRUE')
    await profile(life, 'web', 'sub')
    await issued(life, 'web')
    await expect(install()).rejects.toMatchObject({ code: 'conflict' })
    openssl.run(
      ...['x509', '-req', '-in', 'sub.csr', '-CA', 'outmid.pem', '-CAkey', 'outmid.key', '-set_serial', '900'],
      ...['-days', '30', '-extfile', 'ca.ext', '-out', 'sub.pem']
    )
    await expect(install()).rejects.toMatchObject({ code: 'refused-by-policy' })
    openssl.run(
      ...['x509', '-req', '-in', 'sub.csr', '-CA', 'outmid.pem', '-CAkey', 'outmid.key', '-set_serial', '901'],
      ...['-days', '6000', '-extfile', 'ca.ext', '-out', 'sub.pem']
    )
    const { authority: renewed } = await install()
    expect(renewed).toMatchObject({ state: 'active', csr: null, subject: first.subject, keyId: first.keyId })
    expect(renewed.certificateId).not.toBe(first.certificateId)
    await expect(install()).rejects.toMatchObject({ code: 'conflict' })
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

  it('with its last CRL goes on above its number, and every entry stands on ours with its reason', async () => {
    outside()
    life.clock.set(Date.now())
    openssl.write(
      'ca.cnf',
      '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=crlnumber\ndefault_md=sha256\ndefault_crl_days=30\ncrl_extensions=e\n[e]\nauthorityKeyIdentifier=keyid\n'
    )
    openssl.write('crlnumber', '1A2B\n')
    openssl.write(
      'index.txt',
      'R\t300101000000Z\t250601120000Z,keyCompromise\tAB01\tunknown\t/CN=a\nR\t300101000000Z\t250602120000Z\tAB02\tunknown\t/CN=b\nV\t300101000000Z\t\tAB03\tunknown\t/CN=c\n'
    )
    const gencrl = (name: string, cert: string): string => {
      openssl.run('ca', '-config', 'ca.cnf', '-gencrl', '-cert', `${cert}.pem`, '-keyfile', `${cert}.key`, '-out', name)
      return Buffer.from(openssl.read(name)).toString()
    }
    const crl = gencrl('mid.crl', 'outmid')
    const file = `${Buffer.from(openssl.read('outmid.key')).toString()}${pem('outmid', 'outroot')}`
    const take = (list: string): ReturnType<typeof importAuthority> =>
      importAuthority(life.ca, { name: 'mid', file, crl: list, note: '', settings }, life.alice)
    await expect(take(gencrl('root.crl', 'outroot'))).rejects.toMatchObject({ code: 'invalid-input' })
    const bytes = Buffer.from(crl.replace(/-----.*?-----/g, ''), 'base64')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    await expect(take(bytes.toString('base64'))).rejects.toMatchObject({ code: 'bad-signature' })
    const { carriedOver } = await take(crl)
    expect(carriedOver).toMatchObject({ number: String(0x1a2b), entries: 2 })
    const issuedCrl = await issueCrlByHand(life.ca, { authority: 'mid' }, life.alice)
    expect(issuedCrl.crl.number).toBe(String(0x1a2c))
    const own = latestCrl(reader(life.ca.store), 1)
    openssl.write('own.crl', getCrlDer(reader(life.ca.store), own?.id ?? 0) ?? new Uint8Array())
    const shown = openssl.run('crl', '-in', 'own.crl', '-inform', 'DER', '-noout', '-text')
    expect(shown).toMatch(
      /AB01[\s\S]*?Jun\s+1 12:00:00 2025[\s\S]*?Key Compromise[\s\S]*?AB02[\s\S]*?Jun\s+2 12:00:00 2025/
    )
    expect(shown).not.toContain('AB03')
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
        { name: 'x', file: key('outroot') + pem('outroot'), crlNumber: '9'.repeat(50), note: '', settings },
        life.alice
      )
    ).rejects.toMatchObject({ code: 'invalid-input' })
    expect(rows(reader(life.ca.store))).toEqual([])
    expect(listKeys(reader(life.ca.store))).toEqual([])
  })
})

function requirePem(id: number): string {
  const { der } = requireParsed(reader(life.ca.store), id)
  expect(parseCertificate(der).der).toEqual(der)
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`
}

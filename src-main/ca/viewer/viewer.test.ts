import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { viewedObject } from '../../../src-shared/api/viewer.ts'
import { writePem } from '../../pki/pem.ts'
import { sealPrivateKeyInfo } from '../../pki/pkcs8.ts'
import { makeCsr } from '../../testing/engine.ts'
import { authority, issued, officerRoles, profile, startLife, type Life } from '../../testing/life.ts'
import { opensslFolder } from '../../testing/openssl.ts'
import { reader } from '../../store/store.ts'
import { exportCertificate } from '../certificates/export.ts'
import { requireParsed } from '../certificates/find.ts'
import { issueCrlByHand } from '../crl/view.ts'
import { submitRequest } from '../requests/submit.ts'
import { revokeCertificate } from '../revoke.ts'
import { decodeObject, type Decoded } from './decode.ts'

const openssl = opensslFolder()
let life: Life
beforeEach(async () => {
  life = await startLife()
  await authority(life, 'ca')
  await profile(life, 'web', 'ca')
})
afterEach(() => life.close())
afterAll(() => openssl.remove())

const decode = (content: string, passphrase?: string): Promise<Decoded> =>
  decodeObject(life.ca, { content, name: 'dropped', passphrase }, life.alice)
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const text = (name: string): string => Buffer.from(openssl.read(name)).toString()
const titles = (decoded: Decoded): string[] => decoded.objects.map(({ kind, title }) => `${kind}: ${title}`)

describe('what is dropped on the viewer', () => {
  it('is a certificate of ours: described, linted and found again in the inventory', async () => {
    const id = await issued(life, 'web')
    const { der } = requireParsed(reader(life.ca.store), id)
    for (const content of [
      base64(der),
      writePem('CERTIFICATE', der),
      base64(Buffer.from(writePem('CERTIFICATE', der)))
    ]) {
      const { objects } = await decode(content)
      expect(objects).toMatchObject([
        {
          kind: 'certificate',
          title: 'CN=www.example.test',
          knownCertificateId: id,
          certificate: { serial: requireParsed(reader(life.ca.store), id).serial }
        }
      ])
      expect(objects[0]?.lint?.findings.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(viewedObject.array().safeParse(objects).error).toBeUndefined()
    }
  })

  it('is PEM read as bytes, also where its letters are a row of BER elements', async () => {
    const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' })
    // Each letter is a tag or a length below 128; line feeds at the end fill the last element.
    const octets = [...Buffer.from(pem)]
    for (let at = 0; at < octets.length;) {
      const end = at + 2 + (octets[at + 1] ?? 0x0a)
      while (end > octets.length) octets.push(0x0a)
      at = end
    }
    const decoded = await decode(base64(Uint8Array.from(octets)))
    expect(decoded.objects.map(({ kind }) => kind)).toEqual(['public-key'])
  })

  it('is a CSR, a CRL, a public key, or several things in one file', async () => {
    const id = await issued(life, 'web')
    await revokeCertificate(life.ca, { id, reason: 'keyCompromise', comment: '' }, life.alice)
    const { file } = await issueCrlByHand(life.ca, { authority: 'ca' }, life.alice)
    const csr = makeCsr()
    openssl.run('ecparam', '-genkey', '-name', 'prime256v1', '-noout', '-out', 'k.pem')
    openssl.run('pkey', '-in', 'k.pem', '-pubout', '-out', 'pub.pem')
    const all = await decode(
      `remarks\n${writePem('CERTIFICATE REQUEST', csr)}${writePem('X509 CRL', Buffer.from(file.base64, 'base64'))}${text('pub.pem')}`
    )
    expect(all.container).toBe('PEM with 3 blocks')
    expect(titles(all)).toEqual([
      'csr: CN=www.example.test',
      'crl: CRL of CN=ca,O=Example',
      'public-key: Public key, ECDSA P-256'
    ])
    expect(all.objects[0]?.csr?.signatureValid).toBe(true)
    expect(all.objects[1]?.crl).toMatchObject({ number: '2', entryCount: 1, entries: [{ reason: 'Key compromise' }] })
  })

  it('is a PKCS#7 bundle', async () => {
    const id = await issued(life, 'web')
    const { file } = await exportCertificate(life.ca, { id, format: 'pkcs7' }, life.alice)
    const decoded = await decode(file.base64)
    expect(decoded.container).toBe('PKCS#7')
    expect(titles(decoded).toSorted()).toEqual(['certificate: CN=ca,O=Example', 'certificate: CN=www.example.test'])
  })

  it('is a PKCS#12 file: it asks for the passphrase, and its key stays inside', async () => {
    const asked = {
      subject: [{ type: 'CN', value: 'a.test' }],
      alternativeNames: [{ type: 'dns' as const, value: 'a.test' }]
    }
    const { certificateId } = await submitRequest(
      life.ca,
      { profile: 'web', asked, note: '' },
      life.alice,
      officerRoles
    )
    const { file } = await exportCertificate(
      life.ca,
      { id: certificateId ?? 0, format: 'pkcs12', passphrase: 'four quiet herons' },
      life.alice
    )
    expect(await decode(file.base64)).toEqual({ container: 'PKCS#12', objects: [], needsPassphrase: true })
    await expect(decode(file.base64, 'wrong')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    const decoded = await decode(file.base64, 'four quiet herons')
    expect(titles(decoded)).toEqual([
      'private-key: Private key, ECDSA P-256',
      'certificate: CN=a.test',
      'certificate: CN=ca,O=Example'
    ])
    const [key] = decoded.objects
    expect(key).toMatchObject({ asn1: null, base64: null, pem: null })
    expect(key?.key?.matches).toContain(`Certificate ${certificateId}: CN=a.test`)
  })

  it('costs no more for many protected keys than for one: what they ask for together counts', async () => {
    const pkcs8 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'der' })
    const first = await sealPrivateKeyInfo(pkcs8, 'heron', 2_000_000)
    const rounds = Buffer.from(await sealPrivateKeyInfo(pkcs8, 'heron', 0x01_23_45))
    // Three octets as before, and 8,388,607 rounds in all.
    rounds.write('7fffff', rounds.indexOf('0203012345', 'hex') + 2, 'hex')
    const file = [first, rounds].map((one) => writePem('ENCRYPTED PRIVATE KEY', one)).join('')
    expect(titles(await decode(writePem('ENCRYPTED PRIVATE KEY', first), 'heron'))).toHaveLength(1)
    await expect(decode(file, 'heron')).rejects.toMatchObject({ code: 'too-large' })
  })

  it('is opened one file after the other for each person, and no more than ten of one wait', async () => {
    const pkcs8 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'der' })
    const slow = writePem('ENCRYPTED PRIVATE KEY', await sealPrivateKeyInfo(pkcs8, 'heron', 100_000))
    const ended: string[] = []
    const codes = await Promise.all([
      ...Array.from({ length: 13 }, (_, index) =>
        decode(slow, 'heron').then(
          () => void ended.push(`alice ${index}`),
          (error: unknown) => (error instanceof ChanceryError ? error.code : 'other')
        )
      ),
      decodeObject(life.ca, { content: slow, name: '', passphrase: 'heron' }, { operatorId: 77, name: 'bob' }).then(
        () => void ended.push('bob')
      )
    ])
    expect(codes.filter((code) => code !== undefined)).toEqual(['busy', 'busy'])
    expect(ended.filter((one) => one !== 'bob')).toEqual(Array.from({ length: 11 }, (_, index) => `alice ${index}`))
    // Whoever else comes does not wait behind all of them, whatever else the machine does.
    expect(ended.indexOf('bob')).toBeLessThan(ended.length - 1)
  })

  it('is a private key: told by algorithm and fingerprint, not a byte of it comes back', async () => {
    openssl.run('genrsa', '-out', 'rsa.pem', '2048')
    openssl.run('pkcs8', '-topk8', '-in', 'rsa.pem', '-out', 'enc.pem', '-passout', 'pass:heron')
    openssl.run('rsa', '-in', 'rsa.pem', '-traditional', '-aes128', '-passout', 'pass:heron', '-out', 'old.pem')
    openssl.run('pkcs8', '-topk8', '-nocrypt', '-in', 'rsa.pem', '-outform', 'DER', '-out', 'rsa.der')
    const plain = await decode(text('rsa.pem'))
    const secret = Buffer.from(openssl.read('rsa.der')).toString('base64').slice(200, 600)
    for (const content of [text('enc.pem'), text('old.pem')]) {
      expect(await decode(content)).toMatchObject({ objects: [], needsPassphrase: true })
      expect((await decode(content, 'heron')).objects).toEqual(plain.objects)
      await expect(decode(content, 'stork')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    }
    const der = await decode(base64(openssl.read('rsa.der')))
    expect(der.objects).toEqual(plain.objects)
    openssl.run('rsa', '-in', 'rsa.pem', '-traditional', '-outform', 'DER', '-out', 'old.der')
    expect((await decode(base64(openssl.read('old.der')))).objects).toEqual(plain.objects)
    openssl.run('ecparam', '-genkey', '-name', 'prime256v1', '-noout', '-outform', 'DER', '-out', 'ec.der')
    expect((await decode(base64(openssl.read('ec.der')))).objects).toMatchObject([
      { kind: 'private-key', base64: null, key: { algorithm: 'P-256' } }
    ])
    expect(plain.objects).toMatchObject([{ kind: 'private-key', key: { algorithm: 'RSA-2048', matches: [] } }])
    expect(JSON.stringify([plain, der])).not.toContain(secret)
    expect(JSON.stringify(plain).length).toBeLessThan(600)
  })

  it('is a private key of a kind that is not offered, which is said', async () => {
    openssl.run('genpkey', '-algorithm', 'ED448', '-out', 'ed448.pem')
    const { objects } = await decode(text('ed448.pem'))
    expect(objects).toMatchObject([{ kind: 'private-key', asn1: null, base64: null, pem: null }])
  })

  it('is any ASN.1 at all, shown as a tree', async () => {
    expect((await decode(base64(Uint8Array.of(0x30, 3, 2, 1, 5)))).objects).toMatchObject([
      { kind: 'asn1', asn1: { tag: 'SEQUENCE', children: [{ text: '5' }] } }
    ])
    expect((await decode(base64(Uint8Array.of(2, 1, 5, 2, 1, 6)))).objects).toHaveLength(2)
  })

  it('is nothing that can be shown: refused in words', async () => {
    for (const content of [
      'hello',
      '',
      '!!!',
      base64(Uint8Array.of(1, 9, 3, 4)),
      '-----BEGIN CERTIFICATE-----\nAAAA\n'
    ]) {
      await expect(decode(content), content).rejects.toMatchObject({ code: 'malformed' })
    }
    await expect(decode(writePem('CERTIFICATE', Uint8Array.of(5, 0)).repeat(101))).rejects.toMatchObject({
      code: 'too-large'
    })
  })
})

describe('hostile input', () => {
  it('of every kind, mutated, never crashes or hangs the viewer', { timeout: 120_000 }, async () => {
    const id = await issued(life, 'web')
    const { file: crl } = await issueCrlByHand(life.ca, { authority: 'ca' }, life.alice)
    const { file: p7 } = await exportCertificate(life.ca, { id, format: 'pkcs7' }, life.alice)
    openssl.run('ecparam', '-genkey', '-name', 'prime256v1', '-noout', '-out', 'f.pem')
    openssl.run('pkcs8', '-topk8', '-nocrypt', '-in', 'f.pem', '-outform', 'DER', '-out', 'f.der')
    const seeds = [
      requireParsed(reader(life.ca.store), id).der,
      makeCsr(),
      Buffer.from(crl.base64, 'base64'),
      Buffer.from(p7.base64, 'base64'),
      openssl.read('f.der')
    ].map((bytes) => new Uint8Array(bytes))
    const mutation = fc.record({
      seed: fc.nat(seeds.length - 1),
      edits: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255), fc.nat(2)), {
        minLength: 1,
        maxLength: 6
      }),
      cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 4 })
    })
    let shown = 0
    await fc.assert(
      fc.asyncProperty(mutation, async ({ seed, edits, cut }) => {
        let bytes: number[] = [...(seeds[seed] ?? [])]
        for (const [place, value, kind] of edits) {
          const at = Math.floor(place * (bytes.length - 1))
          if (kind === 0) bytes[at] = value
          else if (kind === 1) bytes.splice(at, 1)
          else bytes.splice(at, 0, value)
        }
        if (cut !== null) bytes = bytes.slice(0, Math.floor(cut * bytes.length))
        const started = performance.now()
        try {
          const { objects } = await decode(base64(Uint8Array.from(bytes)))
          shown += objects.length
        } catch (error) {
          if (!(error instanceof ChanceryError)) throw error
        }
        expect(performance.now() - started).toBeLessThan(2000)
      }),
      { seed: 11, numRuns: 2500 }
    )
    expect(shown).toBeGreaterThan(500)
  })
})

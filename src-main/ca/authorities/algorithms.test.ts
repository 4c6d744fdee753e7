import { createPublicKey, verify } from 'node:crypto'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { keyAlgorithmIds } from '../../../src-shared/model/algorithm.ts'
import { parseCrl } from '../../pki/crl.ts'
import { verifySignature } from '../../pki/verify.ts'
import { reader } from '../../store/store.ts'
import { authority, issued, profile, startLife, type Life } from '../../testing/life.ts'
import { opensslFolder } from '../../testing/openssl.ts'
import { exportCertificate } from '../certificates/export.ts'
import { requireParsed } from '../certificates/find.ts'
import { verifyCertificate } from '../certificates/verify.ts'
import { issueCrlByHand } from '../crl/view.ts'
import { revokeCertificate } from '../revoke.ts'
import { exportChain } from './export.ts'

const openssl = opensslFolder()
let life: Life | undefined
afterEach(() => life?.close())
afterAll(() => openssl.remove())

const text = (file: { base64: string }): string => Buffer.from(file.base64, 'base64').toString('latin1')

describe('root, issuing authority, certificate and CRL', () => {
  it.each(keyAlgorithmIds)('work with %s keys, and verifiers agree', { timeout: 60_000 }, async (key) => {
    life = await startLife()
    const { ca, alice } = life
    await authority(life, 'root', { key })
    await authority(life, 'issuing', { key, issuer: 'root' })
    await profile(life, 'web', 'issuing')
    const good = await issued(life, 'web', 'good.example.test')
    const bad = await issued(life, 'web', 'bad.example.test')
    await revokeCertificate(ca, { id: bad, reason: 'keyCompromise', comment: '' }, alice)
    const rootCrl = await issueCrlByHand(ca, { authority: 'root' }, alice)
    const issuingCrl = await issueCrlByHand(ca, { authority: 'issuing' }, alice)

    expect(verifyCertificate(ca, { id: good }).verdict).toMatchObject({ valid: true, revocationChecked: true })
    expect(verifyCertificate(ca, { id: bad }).verdict).toMatchObject({ valid: false })

    const root = text(exportChain(ca, { authority: 'root', format: 'pem' }).file)
    if (key.startsWith('ML-DSA')) {
      // This OpenSSL is older than ML-DSA: Node's own implementation is the second opinion.
      const [leaf, issuer] = [requireParsed(reader(ca.store), good), requireParsed(reader(ca.store), 2)]
      const other = createPublicKey({ key: Buffer.from(issuer.publicKey.der), format: 'der', type: 'spki' })
      expect(verify(null, leaf.tbs, other, leaf.signature)).toBe(true)
      expect(verify(null, Buffer.concat([leaf.tbs, Buffer.of(0)]), other, leaf.signature)).toBe(false)
      const crl = parseCrl(Buffer.from(issuingCrl.file.base64, 'base64'))
      expect(
        crl.signatureAlgorithm.id !== null &&
          verifySignature(issuer.publicKey.der, crl.signatureAlgorithm.id, crl.tbs, crl.signature)
      ).toBe(true)
      return
    }
    openssl.write('root.pem', root)
    openssl.write('issuing.pem', text(exportChain(ca, { authority: 'issuing', format: 'pem' }).file))
    for (const [name, id] of [
      ['good', good],
      ['bad', bad]
    ] as const)
      openssl.write(`${name}.pem`, text((await exportCertificate(ca, { id, format: 'pem' }, alice)).file))
    openssl.write('root.crl', Buffer.from(rootCrl.file.base64, 'base64'))
    openssl.write('issuing.crl', Buffer.from(issuingCrl.file.base64, 'base64'))
    for (const name of ['root', 'issuing'])
      openssl.run('crl', '-inform', 'DER', '-in', `${name}.crl`, '-out', `${name}.crl.pem`)
    openssl.write(
      'crls.pem',
      [openssl.read('root.crl.pem'), openssl.read('issuing.crl.pem')]
        .map((bytes) => Buffer.from(bytes).toString('latin1'))
        .join('')
    )
    const check = (name: string): string =>
      openssl.run(
        'verify',
        '-crl_check_all',
        '-x509_strict',
        '-attime',
        String(ca.clock.now() / 1000),
        '-CAfile',
        'root.pem',
        '-untrusted',
        'issuing.pem',
        '-CRLfile',
        'crls.pem',
        `${name}.pem`
      )
    expect(check('good')).toContain('good.pem: OK')
    expect(() => check('bad')).toThrow('certificate revoked')
  })
})

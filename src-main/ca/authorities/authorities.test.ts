import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { authoritySettings } from '../../../src-shared/model/authority.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { listAudit } from '../../store/audit.ts'
import { getKey, listKeys } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { authority, issued, profile, startLife, submit, type Life } from '../../testing/life.ts'
import { requireParsed } from '../certificates/find.ts'
import { verifyCertificate } from '../certificates/verify.ts'
import { issueCrlByHand } from '../crl/view.ts'
import { destroyAuthority, retireAuthority, setKeyOnline, updateAuthority } from './change.ts'
import { createAuthority } from './create.ts'
import { exportChain } from './export.ts'
import { renewAuthority } from './renew.ts'
import { listAuthorities, showAuthority } from './view.ts'

let life: Life
beforeEach(async () => {
  life = await startLife()
})
afterEach(() => life.close())

const text = (file: { base64: string }): string => Buffer.from(file.base64, 'base64').toString('latin1')
const settings = authoritySettings.parse({})

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
      ocsp: [],
      cps: null
    })
    const own = await authority(life, 'own', { crlAddress: ['http://crl.example.test/own.crl'] })
    expect(own.effectiveAddresses.crl).toEqual(['http://crl.example.test/own.crl'])
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

  it('keeps every setting that a change does not name', async () => {
    await authority(life, 'root')
    const settings = {
      description: 'kept',
      addresses: { cps: 'http://pki.example.test/cps' },
      crl: { deltaLife: '1d' }
    }
    await updateAuthority(life.ca, { authority: 'root', settings }, life.bob)
    const { authority: after } = await updateAuthority(
      life.ca,
      { authority: 'root', settings: { crl: { partition: 'kinds' } } },
      life.bob
    )
    expect(after.settings).toMatchObject({
      description: 'kept',
      addresses: { cps: 'http://pki.example.test/cps' },
      crl: { deltaLife: '1d', partition: 'kinds', life: '7d' }
    })
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

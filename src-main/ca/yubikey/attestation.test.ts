import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { yubicoIntermediates, yubicoRoots } from '../../pki/yubico-certificates.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { readPem } from '../../pki/pem.ts'
import { verifySignature } from '../../pki/verify.ts'
import { readAttestation, verifyAttestation } from './attestation.ts'
import { deviceCertificate, keyStatement } from '../../testing/vectors/yubikey-attestation.ts'

const der = (pem: string): Uint8Array => readPem(pem)[0]?.bytes ?? new Uint8Array()
const trust = { roots: yubicoRoots, intermediates: yubicoIntermediates }
const at = Date.UTC(2026, 10, 20)
const [statement, signer] = [der(keyStatement), der(deviceCertificate)]

describe('certificates of the maker', () => {
  test('are those that Yubico publishes', () => {
    const prints = [...yubicoRoots, ...yubicoIntermediates].map((pem) =>
      createHash('sha256').update(der(pem)).digest('hex').toUpperCase()
    )
    expect(prints).toEqual([
      '63ECE914E54DD87915F34033C85AF4C0696BA1512F8ADD66CED738331207B546',
      '62760C6A6EF91679F454C8902B80FD009825B3F25DA90F1FBACE2EC6586CD5A8',
      '4698A1D3389C3EC60016C216250F1D0439922832D65142327436376DC2942B55',
      'D4CC3F456FDAF4E7812A21AAB1DFE9D8E27D24E2FD2D6F21C9940109F0DAA754',
      '6DE693F05376F5D8CA29069261E1C8626C75D503BD2EDBFD75354CAD1F722870',
      '2D55B7998F4E42569D6D8FA382B6DC77D1DACF07358B19701163892922B17052',
      '0C90B7D184A36EDF50A35F9BE935F0C5689BFDCFE5BDD073366CAFB49061A440'
    ])
  })

  test('stand under Attestation Root 1, the one whose signature has no parameters too', () => {
    const all = [...yubicoRoots, ...yubicoIntermediates].map((pem) => parseCertificate(der(pem)))
    for (const certificate of all) {
      const issuer = all.find(({ subject }) => subject.key === certificate.issuer.key)
      expect(issuer).toBeDefined()
      if (issuer === undefined) return
      expect(
        verifySignature(issuer.publicKey, certificate.signatureAlgorithm, certificate.tbs, certificate.signature)
      ).toBe(true)
    }
  })
})

describe('the attestation of a real YubiKey of firmware 5.2.6', () => {
  test('says what the key is', () => {
    expect(readAttestation(parseCertificate(statement))).toEqual({
      slot: '9c',
      firmware: '5.2.6',
      serial: 13_078_782,
      pinPolicy: 'always',
      touchPolicy: 'always',
      formFactor: 'USB-C keychain',
      fips: false
    })
  })

  test('ends at the PIV root', () => {
    const verdict = verifyAttestation(trust, statement, signer, { slot: '9c', serial: 13_078_782 }, at)
    expect(verdict.steps.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(verdict).toMatchObject({ valid: true, root: 'Yubico PIV Root CA Serial 263751' })
  })

  test('is refused for another slot, another YubiKey and another key', () => {
    const failed = (expected: Parameters<typeof verifyAttestation>[3]): readonly string[] =>
      verifyAttestation(trust, statement, signer, expected, at)
        .steps.filter(({ outcome }) => outcome === 'failed')
        .map(({ check }) => check)
    expect(failed({ slot: '9a' })).toEqual(['slot'])
    expect(failed({ serial: 13_078_783 })).toEqual(['serial'])
    expect(failed({ spki: parseCertificate(signer).publicKey.der })).toEqual(['key'])
  })

  test('is refused without its own signer in the chain, and under a root that is not pinned', () => {
    const [pivRoot = '', otherRoot = ''] = yubicoRoots
    expect(verifyAttestation(trust, statement, der(pivRoot), {}, at).valid).toBe(false)
    expect(verifyAttestation({ ...trust, roots: [otherRoot] }, statement, signer, {}, at).valid).toBe(false)
  })

  test('that ends at a root of the settings is good, and marked as not attested by Yubico', () => {
    const [pivRoot = '', otherRoot = ''] = yubicoRoots
    const own = { ...trust, roots: [otherRoot], ownRoots: ['no certificate', pivRoot] }
    const verdict = verifyAttestation(own, statement, signer, {}, at)
    expect(verdict).toMatchObject({ valid: true, ownRoot: true, root: 'Yubico PIV Root CA Serial 263751' })
    expect(verdict.steps.find(({ check }) => check === 'chain')?.message).toContain('not a root of Yubico')
    // One of the maker's stays the maker's, whatever the settings name.
    expect(verifyAttestation({ ...trust, ownRoots: [pivRoot] }, statement, signer, {}, at)).toMatchObject({
      valid: true,
      ownRoot: false
    })
  })

  test('does not survive any changed bit', () => {
    for (const [bytes, altered] of [
      [statement, (changed: Uint8Array) => verifyAttestation(trust, changed, signer, { slot: '9c' }, at)],
      [signer, (changed: Uint8Array) => verifyAttestation(trust, statement, changed, { slot: '9c' }, at)]
    ] as const)
      for (let index = 0; index < bytes.length; index++) {
        const changed = bytes.slice()
        changed[index] = (changed[index] ?? 0) ^ (1 << (index % 8))
        expect(altered(changed).valid, `byte ${index}`).toBe(false)
      }
  })
})

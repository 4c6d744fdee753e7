import { describe, expect, it } from 'vitest'
import {
  defaultSignatureAlgorithm,
  isKeyAlgorithmId,
  keyAlgorithmIds,
  keyAlgorithms,
  signatureAlgorithmIds,
  signatureAlgorithms,
  signatureAllowed,
  signatureChoices,
  signatureFitsKey
} from './algorithm.ts'
import { purpose } from './key-purpose.ts'
import { findOid, isOid, oidLabel, oidRows } from './oid.ts'

describe('the algorithm table', () => {
  it('gives every key a default that is allowed with it', () => {
    for (const key of keyAlgorithmIds) {
      expect(keyAlgorithms[key].id).toBe(key)
      expect(signatureAllowed(defaultSignatureAlgorithm(key), key)).toBe(true)
      expect(signatureChoices(key)[0]).toBe(defaultSignatureAlgorithm(key))
    }
    expect(defaultSignatureAlgorithm('P-384')).toBe('ecdsa-sha384')
    expect(defaultSignatureAlgorithm('P-521')).toBe('ecdsa-sha512')
    expect(defaultSignatureAlgorithm('RSA-4096')).toBe('rsa-pkcs1-sha256')
  })

  it('never lets SHA-1 or a foreign key kind sign anything new', () => {
    expect(signatureAllowed('rsa-pkcs1-sha1', 'RSA-2048')).toBe(false)
    expect(signatureFitsKey('rsa-pkcs1-sha1', { kind: 'rsa', id: null })).toBe(true)
    expect(signatureAllowed('ecdsa-sha256', 'Ed25519')).toBe(false)
    expect(signatureAllowed('ml-dsa-44', 'ML-DSA-65')).toBe(false)
    expect(signatureChoices('RSA-2048')).toEqual([
      'rsa-pkcs1-sha256',
      'rsa-pkcs1-sha384',
      'rsa-pkcs1-sha512',
      'rsa-pss-sha256',
      'rsa-pss-sha384',
      'rsa-pss-sha512'
    ])
  })

  it('has well-formed OIDs, known to the OID table', () => {
    for (const id of signatureAlgorithmIds) expect(findOid(signatureAlgorithms[id].oid)).toBeDefined()
    for (const id of keyAlgorithmIds) expect(findOid(keyAlgorithms[id].oid)).toBeDefined()
    expect(isKeyAlgorithmId('toString')).toBe(false)
  })
})

describe('the OID table', () => {
  it('has each number once and each short name once in its group', () => {
    expect(new Set(oidRows.map((row) => row.oid)).size).toBe(oidRows.length)
    expect(new Set(oidRows.map((row) => `${row.group} ${row.name.toLowerCase()}`)).size).toBe(oidRows.length)
    for (const row of oidRows) expect(isOid(row.oid)).toBe(true)
  })

  it('has a label for numbers that it knows, and for every purpose that the code names', () => {
    expect(oidLabel('2.5.29.17')).toBe('Subject alternative name')
    expect(oidLabel('1.2.3')).toBe('1.2.3')
    for (const oid of Object.values(purpose)) expect(findOid(oid)).toMatchObject({ group: 'eku' })
  })
})

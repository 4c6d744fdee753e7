import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseCertificate } from './certificate.ts'
import { parseCrl } from './crl.ts'
import type { Certificate, CertificateList } from './model.ts'
import { validatePath } from './path.ts'

const folder = join(import.meta.dirname, '../testing/vectors/pkits')

interface PkitsCase {
  readonly number: string
  readonly name: string
  readonly title: string
  readonly chain: readonly string[]
  readonly crls: readonly string[]
  readonly valid: boolean
  readonly InitialPolicySet?: readonly string[]
  readonly InitialExplicitPolicy?: readonly string[]
  readonly InitialPolicyMappingInhibit?: readonly string[]
  readonly InitialInhibitAnyPolicy?: readonly string[]
  readonly UserConstrainedPolicySet?: readonly string[]
}

const cases: readonly PkitsCase[] = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8'))

/** Within the life of the suite's certificates (2010 to 2030), and after its expired ones. */
const at = Date.UTC(2012, 0, 1)

/** NIST test policies stand below this arc, numbered from 1. */
const policyOid = (name: string): string =>
  name === 'anyPolicy' ? '2.5.29.32.0' : `2.16.840.1.101.3.2.1.48.${name.replace('NIST-test-policy-', '')}`

const certificate = (name: string): Certificate => parseCertificate(readFileSync(join(folder, 'certs', `${name}.crt`)))
const crl = (name: string): CertificateList => parseCrl(readFileSync(join(folder, 'crls', `${name}.crl`)))

/** DSA is not an algorithm of this house: the two paths that would be valid with it are refused, as the third is. */
const needsDsa = new Set(['4.1.4', '4.1.5'])

function validate(entry: PkitsCase) {
  const [anchor, ...rest] = entry.chain.map(certificate)
  const target = rest.at(-1)
  if (anchor === undefined || target === undefined) throw new Error(`case ${entry.number} has no chain`)
  return validatePath({
    target,
    anchors: [anchor],
    intermediates: rest.slice(0, -1),
    crls: entry.crls.map(crl),
    revocation: 'require',
    at,
    policies: entry.InitialPolicySet?.map(policyOid) ?? null,
    requireExplicitPolicy: entry.InitialExplicitPolicy?.[0] === 'true',
    inhibitPolicyMapping: entry.InitialPolicyMappingInhibit?.[0] === 'true',
    inhibitAnyPolicy: entry.InitialInhibitAnyPolicy?.[0] === 'true'
  })
}

describe('PKITS', () => {
  test.each(cases.map((entry) => [entry.number, entry.title, entry] as const))('%s %s', (_number, _title, entry) => {
    const verdict = validate(entry)
    const expected = entry.valid && !needsDsa.has(entry.number)
    expect(
      verdict.valid,
      verdict.steps.map((step) => `${step.outcome} ${step.clause}: ${step.message}`).join('\n')
    ).toBe(expected)
    if (expected && entry.UserConstrainedPolicySet !== undefined) {
      expect([...verdict.policies].sort()).toEqual(
        entry.UserConstrainedPolicySet.filter((name) => name !== '')
          .map(policyOid)
          .sort()
      )
    }
  })

  test('a path that needs DSA fails for that reason and says so', () => {
    const dsa = cases.find((entry) => entry.number === '4.1.4')
    if (dsa === undefined) throw new Error('case 4.1.4 is missing')
    expect(
      validate(dsa).steps.some((step) => step.outcome === 'failed' && step.message.includes('signature algorithm'))
    ).toBe(true)
  })
})

test('a target whose issuer is unknown has no path', () => {
  const verdict = validatePath({
    target: certificate('ValidCertificatePathTest1EE'),
    anchors: [certificate('TrustAnchorRootCertificate')],
    intermediates: [],
    crls: [],
    revocation: 'none',
    at
  })
  expect(verdict.valid).toBe(false)
  expect(verdict.steps[0]?.message).toContain('No chain')
})

test('without CRLs at hand revocation is not performed, and the verdict says so', () => {
  const verdict = validatePath({
    target: certificate('ValidCertificatePathTest1EE'),
    anchors: [certificate('TrustAnchorRootCertificate')],
    intermediates: [certificate('GoodCACert')],
    crls: [],
    revocation: 'where-known',
    at
  })
  expect(verdict.valid).toBe(true)
  expect(verdict.revocationChecked).toBe(false)
  expect(verdict.steps.filter((step) => step.outcome === 'not-performed')).toHaveLength(2)
})

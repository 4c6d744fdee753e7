import { describe, expect, test } from 'vitest'
import { broken } from '../../testing/lint-broken.ts'
import { shapedCertificate } from '../../testing/lint-fixtures.ts'
import { good, type GoodName } from '../../testing/lint-good.ts'
import { lint } from './lint.ts'
import { rules } from './lints/index.ts'

const judged = (name: GoodName) => lint(shapedCertificate(good[name].shape), good[name].context)

describe('a certificate as it should be', () => {
  test.each(Object.keys(good) as GoodName[])('%s has no error and no warning', (name) => {
    expect(judged(name).findings.filter((finding) => finding.severity !== 'notice')).toEqual([])
  })
})

describe('each rule', () => {
  test('has an id of its own, a clause and a meaning', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length)
    for (const rule of rules) {
      expect(rule.clause).not.toBe('')
      expect(rule.meaning).toMatch(/\.$/)
    }
  })

  test('has a broken certificate, and no fixture stands without a rule', () => {
    expect(Object.keys(broken).toSorted()).toEqual(rules.map((rule) => rule.id).toSorted())
  })

  test.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s speaks of the broken certificate and not of the good one',
    (id, rule) => {
      const fixture = broken[id]
      if (fixture === undefined) throw new Error(`no fixture for ${id}`)
      const { shape, context } = good[fixture.of]
      const findings = lint(shapedCertificate({ ...shape, ...fixture.change(shape) }), {
        ...context,
        ...fixture.context
      }).findings
      const own = findings.find((finding) => finding.rule === id)
      expect(
        own,
        `findings: ${findings.map((finding) => `${finding.rule}: ${finding.message}`).join('\n')}`
      ).toMatchObject({ severity: rule.severity, clause: rule.clause })
      expect(own?.message).not.toContain('could not be run')
      expect(judged(fixture.of).findings.map((finding) => finding.rule)).not.toContain(id)
    }
  )
})

test('a rule that fails by itself is an error of the report, not silence', () => {
  const failing = {
    id: 'test.fails',
    severity: 'notice',
    clause: 'none',
    meaning: 'Fails.',
    profileField: null,
    check: () => {
      throw new Error('broken rule')
    }
  } as const
  const report = lint(shapedCertificate(good.leaf.shape), good.leaf.context, [failing])
  expect(report.findings).toMatchObject([{ rule: 'test.fails', severity: 'error' }])
})

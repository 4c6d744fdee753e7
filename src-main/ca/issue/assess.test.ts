import { afterEach, describe, expect, it } from 'vitest'
import { auditHead } from '../../store/audit.ts'
import { reader } from '../../store/store.ts'
import { makeCsr, makeEngine, type TestEngine } from '../../testing/engine.ts'
import { assess, type AssessInput } from './assess.ts'

let engine: TestEngine | undefined
afterEach(async () => {
  await engine?.close()
  engine = undefined
})

const base = { requesterRoles: [], channel: 'desk', kind: 'new' } as const

describe('looking at a request before it is sent', () => {
  it('gives the merge table, the validity and the lint, and writes nothing', async () => {
    const current = (engine = await makeEngine())
    const before = auditHead(reader(current.store)).seq
    const { publicKey, proofOfPossession, asked } = current.request()
    const input: AssessInput = { ...base, profileId: current.autoId, publicKey, proofOfPossession, asked }
    const seen = await assess(current.ca, input)
    expect(seen).toMatchObject({ reasons: [], lint: 'passed', approvalsNeeded: 0, csr: { signatureValid: true } })
    expect(seen.rows.find(({ field }) => field === 'alternativeNames.dns')).toMatchObject({
      result: 'www.example.test',
      outcome: 'taken'
    })
    expect(auditHead(reader(current.store)).seq).toBe(before)
  })

  it('works before anybody has chosen a key', async () => {
    const current = (engine = await makeEngine())
    const asked = { alternativeNames: [{ type: 'dns' as const, value: 'www.example.test' }] }
    const seen = await assess(current.ca, { ...base, profileId: current.autoId, asked })
    expect(seen).toMatchObject({ reasons: [], lint: 'passed', csr: null })
  })

  it('lists every reason, and lints nothing that would be refused', async () => {
    const current = (engine = await makeEngine())
    const csr = makeCsr()
    csr[csr.length - 1] = (csr.at(-1) ?? 0) ^ 1
    const { publicKey, proofOfPossession } = current.request({}, csr)
    const seen = await assess(current.ca, {
      ...base,
      channel: 'scep',
      profileId: current.autoId,
      publicKey,
      proofOfPossession,
      asked: {}
    })
    expect(seen.reasons.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['profile.channel', 'san.required', 'possession.signature'])
    )
    expect(seen).toMatchObject({ lint: 'not-performed', csr: { signatureValid: false } })
  })

  it('says that the lint was not performed while the vault is locked', async () => {
    const current = (engine = await makeEngine())
    const { publicKey, proofOfPossession, asked } = current.request()
    current.vault.lock()
    const seen = await assess(current.ca, { ...base, profileId: current.autoId, publicKey, proofOfPossession, asked })
    expect(seen.lint).toBe('not-performed')
  })
})

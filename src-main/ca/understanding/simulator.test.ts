import { afterEach, describe, expect, it } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { profileContent, type ProfileContent } from '../../../src-shared/model/profile.ts'
import { starterContent } from '../profile/starters.ts'
import { issue } from '../issue/issue.ts'
import { reviseProfile } from '../profiles/change.ts'
import { reader } from '../../store/store.ts'
import { auditHead } from '../../store/audit.ts'
import { alice, makeCsr, makeEngine, subscriberKey, type TestEngine } from '../../testing/engine.ts'
import { simulate } from './simulator.ts'

let engine: TestEngine | undefined
afterEach(async () => {
  await engine?.close()
  engine = undefined
})

const base: ProfileContent = profileContent.parse({
  ...starterContent('tls-server'),
  approval: 'auto',
  maximumValidity: '390d'
})
const names = ['www.example.test', 'mail.example.test', 'a.lab.example.test', 'b.lab.example.test', 'vpn.example.test']
const stricter: ProfileContent = {
  ...base,
  maximumValidity: '90d',
  validity: { kind: 'duration', duration: '90d' },
  alternativeNames: {
    ...base.alternativeNames,
    rules: base.alternativeNames.rules.map((rule) =>
      rule.type === 'dns' ? { ...rule, pattern: String.raw`[a-z]+\.example\.test` } : rule
    )
  }
}

interface Asked {
  readonly csr: Uint8Array
  readonly duration: string | undefined
}

const asks = (): Asked[] =>
  names.map((name, index) => ({
    csr: makeCsr({ subject: `CN=${name}`, names: [{ kind: 'dns', value: name }], key: subscriberKey() }),
    duration: index % 2 === 0 ? '200d' : undefined
  }))

const send = (made: TestEngine, { csr, duration }: Asked) => {
  const request = made.request({}, csr)
  return issue(
    made.ca,
    duration === undefined ? request : { ...request, asked: { ...request.asked, validity: { duration } } }
  )
}

describe('a trial of changed rules', () => {
  it('names exactly the requests that are refused once the rules are in force, with the same reasons', async () => {
    const made = (engine = await makeEngine({ auto: base }))
    const asked = asks()
    const sent = []
    for (const one of asked) sent.push((await send(made, one)).requestId)
    const before = auditHead(reader(made.store)).seq
    const trial = await simulate(
      made.ca,
      { profile: made.autoId, change: { by: 'content', content: stricter }, last: 100 },
      {}
    )
    expect(auditHead(reader(made.store)).seq).toBe(before)
    expect(trial.tried).toBe(asked.length)
    const predicted = new Map(
      trial.rows.filter(({ verdict }) => verdict === 'newly-refused').map((row) => [row.requestId, row.reasons])
    )
    expect(trial.counts['newly-refused']).toBe(predicted.size)
    expect(predicted.size).toBeGreaterThan(0)
    expect(predicted.size).toBeLessThan(asked.length)

    await reviseProfile(made.ca, { profile: made.autoId, content: stricter, note: 'stricter' }, alice)
    const refused = new Map<number, unknown>()
    for (const [index, one] of asked.entries()) {
      try {
        await send(made, one)
      } catch (error) {
        if (!(error instanceof ChanceryError)) throw error
        refused.set(sent[index] ?? 0, error.reasons)
      }
    }
    expect(new Set(refused.keys())).toEqual(new Set(predicted.keys()))
    for (const [id, reasons] of refused) expect(predicted.get(id)).toEqual(reasons)
  })

  it('says what would be otherwise in the certificate of those that pass', async () => {
    const made = (engine = await makeEngine({ auto: base }))
    await send(made, { csr: makeCsr(), duration: undefined })
    const change = { by: 'rules', rules: { validity: { kind: 'duration', duration: '30d' } } } as const
    const { rows, counts, changes } = await simulate(made.ca, { profile: made.autoId, change, last: 10 }, {})
    expect(counts).toMatchObject({ differs: 1, same: 0, 'newly-refused': 0 })
    expect(rows[0]?.differences.map(({ field }) => field)).toEqual(['notAfter'])
    expect(changes.map(({ field }) => field)).toEqual(['validity.duration'])
  })

  it('of unchanged rules finds nothing, and refuses rules that cannot be used', async () => {
    const made = (engine = await makeEngine({ auto: base }))
    await send(made, { csr: makeCsr(), duration: undefined })
    const same = await simulate(
      made.ca,
      { profile: made.autoId, change: { by: 'revision', revision: 1 }, last: 10 },
      {}
    )
    expect(same).toMatchObject({ tried: 1, counts: { same: 1 }, rows: [], changes: [] })
    const rules = base.alternativeNames.rules.map((rule) => ({ ...rule, pattern: '[' }))
    const broken = { ...base, alternativeNames: { ...base.alternativeNames, rules } }
    await expect(
      simulate(made.ca, { profile: made.autoId, change: { by: 'content', content: broken }, last: 10 }, {})
    ).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('stops where it is told to, leaves the loop free in between, and says how far it came', async () => {
    const made = (engine = await makeEngine({ auto: base }))
    for (const one of asks()) await send(made, one)
    const stop = new AbortController()
    let turns = 0
    const timer = setInterval(() => turns++, 0)
    const trial = await simulate(
      made.ca,
      { profile: made.autoId, change: { by: 'revision', revision: 1 }, last: 100 },
      { signal: stop.signal, onProgress: (done) => (done === 3 ? stop.abort() : undefined) }
    )
    clearInterval(timer)
    expect(trial).toMatchObject({ tried: 3, cancelled: true })
    expect(turns).toBeGreaterThan(0)
  })
})

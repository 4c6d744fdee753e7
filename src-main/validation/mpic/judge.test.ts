import { describe, expect, test } from 'vitest'
import type { MpicPerspective } from '../../../src-shared/model/mpic.ts'
import { knownPerspectives } from '../../../src-shared/model/mpic-places.ts'
import { noDetails, type CheckResponse } from '../../pki/mpic/check-response.ts'
import type { MpicRequest } from '../../pki/mpic/request.ts'
import { readMpicResponse, writeMpicResponse, type Coordinated } from '../../pki/mpic/response.ts'
import { feed } from '../../testing/mutations.ts'
import { allowedNonCorroborations, baselineAfter, baselineAt, baselinePhases } from './baseline.ts'
import { judgeAnswer, type Judgement, type JudgeSettings } from './judge.ts'
import { count, judgeCount, type Standing } from './quorum.ts'
import { readCaaText } from './records-seen.ts'

const at = Date.UTC(2026, 10, 20, 12)
const stamp = BigInt(at) * 1_000_000n + 889_304_439n

const caa: MpicRequest = {
  check: { kind: 'caa', certificateType: 'tls-server', domains: ['ca.example'] },
  target: 'www.example.test',
  trace: 'trace-1',
  orchestration: { perspectiveCount: 5, quorumCount: 4, maxAttempts: 1 }
}
const dns: MpicRequest = { ...caa, check: { kind: 'dcv', dcv: { method: 'acme-dns-01', digest: 'hash-abc' } } }
const settings: JudgeSettings = {
  rule: 'baseline',
  perspectiveCount: 5,
  quorumCount: 4,
  registries: 2,
  perspectives: knownPerspectives()
}
const places = ['us-east-1', 'us-west-1', 'eu-west-1', 'eu-north-1', 'sa-east-1']

const check = (request: MpicRequest, change: Partial<CheckResponse> = {}): CheckResponse => ({
  kind: request.check.kind,
  completed: true,
  passed: true,
  errors: [],
  timestampNs: stamp,
  details:
    request.check.kind === 'caa'
      ? { ...noDetails, caaPresent: true, foundAt: 'example.test', records: ['0 issue "ca.example"'] }
      : {
          ...noDetails,
          validationMethod: 'acme-dns-01',
          records: ['hash-abc'],
          foundAt: '_acme-challenge.example.test'
        },
  ...change
})
const differs = (request: MpicRequest): CheckResponse =>
  check(request, {
    passed: false,
    details: {
      ...noDetails,
      ...(request.check.kind === 'dcv' ? { validationMethod: 'acme-dns-01' } : { caaPresent: true }),
      records: request.check.kind === 'dcv' ? ['other'] : ['0 issue "another.example"']
    }
  })
const silent = (request: MpicRequest): CheckResponse =>
  check(request, {
    completed: false,
    passed: false,
    errors: [{ type: 'mpic_error:coordinator:remote_check', message: 'no answer' }],
    details: noDetails
  })

interface Change {
  readonly request?: MpicRequest
  readonly settings?: Partial<JudgeSettings>
  readonly rows?: readonly (CheckResponse | undefined)[]
  readonly codes?: readonly string[]
  readonly said?: Partial<Coordinated>
}

function answer(change: Change): Uint8Array {
  const request = change.request ?? caa
  const codes = change.codes ?? places
  return writeMpicResponse(request, {
    completed: true,
    valid: true,
    perspectiveCount: codes.length,
    quorumCount: 4,
    attemptCount: 1,
    perspectives: codes.map((code, index) => ({ code, response: change.rows?.[index] ?? check(request) })),
    earlier: [],
    ...change.said
  })
}

function judge(change: Change = {}): Judgement {
  const request = change.request ?? caa
  return judgeAnswer(
    request,
    readMpicResponse(answer(change)),
    { ...settings, ...change.settings },
    { from: at, to: at }
  )
}

const states = ({ detail }: Judgement): readonly string[] => detail.perspectives.map(({ state }) => state)

describe('an answer of a coordinator', () => {
  test('five perspectives of three registries that saw the same corroborate', () => {
    const judged = judge()
    expect(judged).toMatchObject({
      outcome: 'verified',
      rule: 'mpic.corroborated',
      reason: '5 of 5 perspectives saw the same, 4 are needed; registries: ARIN, RIPE NCC, LACNIC.'
    })
    expect(judged.detail.rules.map(({ rule, decides, met }) => [rule, decides, met])).toEqual([
      ['own', false, true],
      ['baseline-today', true, true],
      ['baseline-next', false, true]
    ])
    expect(judged.detail.perspectives[0]?.timestampNs).toBe(stamp.toString())
  })

  test('one that saw something else is allowed, two are not, and each is explained', () => {
    expect(judge({ rows: [differs(caa)], said: { valid: true } }).outcome).toBe('verified')
    const judged = judge({ rows: [differs(caa), differs(caa)], said: { valid: false } })
    expect(judged).toMatchObject({ outcome: 'failed', rule: 'mpic.quorum' })
    expect(judged.reason).toMatch(/3 of 5 perspectives saw the same; 4 are needed/)
    expect(judged.detail.perspectives[0]).toMatchObject({
      state: 'differs',
      saw: ['0 issue "another.example"'],
      why: expect.stringMatching(/allow "another.example" only, not ca.example/)
    })
  })

  test('a challenge that did not match comes with errors null; what was seen says why', () => {
    const judged = judge({ request: dns, rows: [differs(dns), differs(dns)] })
    expect(judged.detail.perspectives[0]?.why).toBe('It saw "other" where "hash-abc" was expected.')
    expect(judged.outcome).toBe('failed')
  })

  test('two that were not reached leave it open: not performed, and never verified', () => {
    const judged = judge({ rows: [silent(caa), silent(caa)], said: { valid: false, completed: false } })
    expect(judged).toMatchObject({ outcome: 'not-performed', rule: 'mpic.incomplete' })
    expect(judged.reason).toMatch(/us-east-1, us-west-1, which did not finish, could turn it/)
    expect(states(judged)).toEqual(['unreachable', 'unreachable', 'corroborates', 'corroborates', 'corroborates'])
  })

  test('is_valid gives nothing: rows that are not enough stay not enough, and the contradiction is told', () => {
    const judged = judge({ rows: [differs(caa), differs(caa), differs(caa)], said: { valid: true } })
    expect(judged.outcome).toBe('failed')
    expect(judged.detail.alarms).toEqual([
      'The coordinator says that the check is valid, although its rows are not enough.'
    ])
  })

  test('is_valid takes away: enough rows and a coordinator that says no is a disagreement', () => {
    expect(judge({ said: { valid: false } })).toMatchObject({ outcome: 'failed', rule: 'mpic.disagreement' })
  })

  test('quorum 0 shows nothing, whatever the rows say', () => {
    expect(judge({ said: { quorumCount: 0 } })).toMatchObject({ outcome: 'not-performed', rule: 'mpic.quorum-zero' })
    const request = { ...caa, orchestration: { perspectiveCount: 5, quorumCount: 0, maxAttempts: 1 } }
    expect(judge({ request })).toMatchObject({ outcome: 'not-performed', rule: 'mpic.quorum-zero' })
  })

  test('one registry is too few since 2026-03-15', () => {
    const codes = ['us-east-1', 'us-west-1', 'us-west-2', 'ca-central-1', 'ca-west-1']
    const judged = judge({ codes })
    expect(judged).toMatchObject({ outcome: 'failed', rule: 'mpic.registries' })
    expect(judged.reason).toMatch(/lie in ARIN; 2 registries are needed/)
  })

  test('three perspectives are too few today, and enough under a rule of one’s own', () => {
    const request = { ...caa, orchestration: { perspectiveCount: 3, quorumCount: 2, maxAttempts: 1 } }
    const three = { request, codes: ['us-east-1', 'eu-west-1', 'sa-east-1'], said: { quorumCount: 2 } }
    expect(judge(three)).toMatchObject({ outcome: 'failed', rule: 'mpic.perspectives' })
    const own = judge({ ...three, settings: { rule: 'own', perspectiveCount: 3, quorumCount: 2 } })
    expect(own.outcome).toBe('verified')
    expect(own.detail.rules.find(({ rule }) => rule === 'baseline-next')).toMatchObject({
      from: Date.UTC(2026, 11, 15),
      met: false,
      perspectives: { have: 3, need: 5 }
    })
  })

  test('a perspective that is not in the table, one too close to another, and an old answer do not count', () => {
    const old = check(caa, { timestampNs: stamp - 600_000_000_000n })
    const judged = judge({
      codes: ['nowhere-1', 'us-east-1', 'us-east-2', 'eu-west-1', 'sa-east-1'],
      rows: [undefined, undefined, undefined, old]
    })
    expect(states(judged).toSorted()).toEqual([
      'corroborates',
      'corroborates',
      'not-counted',
      'not-counted',
      'not-counted'
    ])
    expect(judged.outcome).toBe('failed')
    const whys = judged.detail.perspectives.map(({ why }) => why).join(' ')
    expect(whys).toMatch(/not in the table.*within 500 km.*older than the question/)
  })

  test('a row that passes and shows what forbids does not corroborate', () => {
    const rows = [
      check(caa, { details: { ...noDetails, records: ['0 issue "another.example"'] } }),
      check(caa, { details: { ...noDetails, records: ['128 tbs "x"'] } })
    ]
    expect(states(judge({ rows })).slice(0, 2)).toEqual(['differs', 'differs'])
    const shown = check(dns, { details: { ...noDetails, validationMethod: 'acme-dns-01', records: ['other'] } })
    expect(judge({ request: dns, rows: [shown] }).detail.perspectives[0]?.why).toMatch(/does not hold "hash-abc"/)
  })

  test('parameters of RFC 8657 count where it is known who asks', () => {
    const records = ['0 issue "ca.example; accounturi=https://ca.example/1"']
    const rows = places.map(() => check(caa, { details: { ...noDetails, records } }))
    const response = readMpicResponse(answer({ rows }))
    const outcome = (accountUri?: string): string =>
      judgeAnswer(caa, response, settings, { from: at, to: at }, accountUri === undefined ? undefined : { accountUri })
        .outcome
    expect(outcome()).toBe('verified')
    expect(outcome('https://ca.example/1')).toBe('verified')
    expect(outcome('https://ca.example/2')).toBe('failed')
  })

  test.each([
    ['another name', { ...caa, target: 'other.test' }, /is for "www.example.test", not for other.test/],
    ['another trace', { ...caa, trace: 'x' }, /another trace identifier/],
    ['another kind', dns, /answers a caa check/],
    [
      'other names of the authority',
      {
        ...caa,
        check: { ...caa.check, kind: 'caa' as const, certificateType: 'tls-server' as const, domains: ['b.example'] }
      },
      /was checked for ca.example/
    ],
    [
      'another number of perspectives',
      { ...caa, orchestration: { perspectiveCount: 6, quorumCount: 4, maxAttempts: 1 } },
      /has 5 perspectives where 6 were asked/
    ]
  ])('an answer for %s is not taken', (_what, asked, why) => {
    const judged = judgeAnswer(asked, readMpicResponse(answer({})), settings, { from: at, to: at })
    expect(judged).toMatchObject({ outcome: 'not-performed', rule: 'mpic.answer' })
    expect(judged.reason).toMatch(why)
  })

  test('a perspective that is named twice is not counted twice', () => {
    expect(judge({ codes: [...places.slice(0, 4), 'US-EAST-1'] })).toMatchObject({ rule: 'mpic.answer' })
  })

  test('other parameters of the challenge are not taken', () => {
    const asked: MpicRequest = { ...dns, check: { kind: 'dcv', dcv: { method: 'acme-dns-01', digest: 'mine' } } }
    const judged = judgeAnswer(asked, readMpicResponse(answer({ request: dns })), settings, { from: at, to: at })
    expect(judged.reason).toMatch(/other parameters than were sent/)
  })
})

describe('BR 3.2.2.9', () => {
  test.each([
    ['2025-03-14', undefined, 2],
    ['2025-03-15', 2, 2],
    ['2026-03-15', 3, 4],
    ['2026-11-20', 4, 5],
    ['2026-12-15', 5, undefined]
  ])('on %s asks for %s perspectives, next for %s', (day, today, next) => {
    const time = Date.parse(`${day}T00:00:00Z`)
    expect(baselineAt(time)?.minimum).toBe(today)
    expect(baselineAfter(time)?.minimum).toBe(next)
  })

  const spread = (codes: number): MpicPerspective[] =>
    Array.from({ length: codes }, (_one, index) => ({
      code: `p${index}`,
      registry: index % 2 === 0 ? ('ARIN' as const) : ('APNIC' as const),
      tooCloseTo: []
    }))

  test('for 2 to 12 perspectives exactly the allowed number may see something else', () => {
    for (const phase of baselinePhases) {
      const rule = baselineAt(phase.from)
      if (rule === undefined) throw new Error('a phase is its own rule')
      for (let asked = 2; asked <= 12; asked++) {
        for (let against = 0; against <= asked; against++) {
          const standings: Standing[] = spread(asked).map((known, index) => ({
            code: known.code,
            known,
            agrees: index >= against
          }))
          const agreeing = asked - against
          const registries = new Set(standings.filter(({ agrees }) => agrees).map(({ known }) => known?.registry)).size
          const expected =
            asked >= phase.minimum &&
            against <= allowedNonCorroborations(asked) &&
            agreeing >= 1 &&
            registries >= phase.registries
          expect([asked, against, judgeCount(rule, count(standings)).met]).toEqual([asked, against, expected])
        }
      }
    }
  })
})

test.each([
  ['0 issue "ca.example"', 0, 'issue', 'ca.example'],
  ['128 issuewild ";"', 128, 'issuewild', ';'],
  ['0 iodef mailto:a@b.test', 0, 'iodef', 'mailto:a@b.test'],
  ['0 issue "a\\"b\\\\c\\032d"', 0, 'issue', 'a"b\\c d']
])('%s is a CAA record', (text, flags, tag, value) => {
  expect(readCaaText(text)).toMatchObject({ flags, tag, value })
})

test.each(['issue ca.example', '256 issue "x"', '0 issue "x', '0 iss ue "x"'])('%s is none', (text) => {
  expect(readCaaText(text)).toBeUndefined()
})

/** Codes of which no alteration makes another one of the table. */
const table: JudgeSettings = {
  ...settings,
  perspectives: [
    ...settings.perspectives.filter(({ code }) => places.includes(code)),
    ...['alpha', 'beta', 'gamma', 'delta', 'epsilon'].map((code) => ({
      code,
      registry: 'ARIN' as const,
      tooCloseTo: []
    }))
  ]
}

test('no altered answer corroborates what its origin did not', () => {
  const sources = [
    { rows: [differs(caa), differs(caa)] },
    { rows: [silent(caa), silent(caa)], said: { valid: false } },
    { rows: places.map(() => differs(caa)) },
    { codes: ['alpha', 'beta', 'gamma', 'delta', 'epsilon'] },
    { codes: ['unknown-a', 'unknown-b', 'us-west-1', 'eu-west-1', 'sa-east-1'] }
  ].map(answer)
  const outcome = feed(7, sources, (bytes) => {
    const judged = judgeAnswer(caa, readMpicResponse(bytes), table, { from: at, to: at })
    if (judged.outcome === 'verified') throw new Error('it corroborates')
  })
  expect(outcome.accepted).toBeGreaterThan(10_000)
}, 120_000)

test('an altered answer corroborates only while everything that counts is as it was', () => {
  const wanted = ['caa', 'www.example.test', 5, 4, 'trace-1', 'ca.example', ...places.slice(1)].join()
  let verified = 0
  feed(8, [answer({ rows: [differs(caa)] })], (bytes) => {
    const read = readMpicResponse(bytes)
    if (judgeAnswer(caa, read, table, { from: at, to: at }).outcome !== 'verified') return
    verified++
    const passed = read.perspectives.filter(({ response }) => response.completed && response.passed)
    const material = [
      read.kind,
      read.target?.toLowerCase(),
      read.actual?.perspectiveCount,
      read.actual?.quorumCount,
      // A member whose name was altered is a missing one; what is there is what was sent.
      read.trace ?? 'trace-1',
      ...(read.echo?.kind === 'caa' ? (read.echo.domains ?? ['ca.example']) : ['ca.example']),
      ...passed.map(({ code }) => code)
    ]
    if (material.join().toLowerCase() !== wanted) throw new Error(`${material.join()} corroborates`)
  })
  expect(verified).toBeGreaterThan(100)
}, 120_000)

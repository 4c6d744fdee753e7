import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Output } from '../../src-shared/api/index.ts'
import {
  codes,
  keys,
  lacksForPerspectives,
  startPerspectiveWorld,
  zoneName,
  type Code,
  type PerspectiveWorld
} from '../world/perspective-world.ts'

const lacks = lacksForPerspectives()
/** Of the zone: the digest at `_acme-challenge.dns-01`. */
const digest = '7FwkJPsKf-TH54wu4eiIFA3nhzYaevsL7953ihy-tpo'
const name = `dns-01.${zoneName}`

test('this machine can hold networks of its own', () => {
  expect(lacks).toBeNull()
})

type Checked = Output<'mpic.check'>

describe.runIf(lacks === null)('three perspectives in networks of their own', () => {
  let world: PerspectiveWorld
  beforeAll(async () => {
    world = await startPerspectiveWorld()
    await configure({
      url: 'http://127.0.0.1:7482',
      mode: 'report',
      rule: 'own',
      perspectiveCount: 3,
      quorumCount: 2,
      perspectives: table({ alpha: 'ARIN', beta: 'RIPE NCC', gamma: 'APNIC' })
    })
    await world.operateJson(
      'settings',
      'update',
      '--settings',
      JSON.stringify({ dnsSource: 'given', dnsServers: ['127.0.0.1'], dnssec: 'off' })
    )
  }, 120_000)
  afterAll(() => world.stop())

  const table = (registries: Readonly<Record<Code, string>>): unknown =>
    codes.map((code) => ({ code, registry: registries[code], tooCloseTo: [] }))
  const configure = (settings: object): Promise<Output<'mpic.settings'>> => {
    return world.operateJson('mpic', 'configure', '--settings', JSON.stringify(settings))
  }
  const check = async (...more: string[]): Promise<Checked> => {
    const ran = await world.operate('mpic', 'check', '--json', ...more)
    if (ran.out === '') throw new Error(ran.err)
    const checked = JSON.parse(ran.out) as Checked
    // Scripts read the outcome from the exit code.
    expect(ran.code === 0).toBe(checked.outcome === 'verified')
    return checked
  }
  const dns = (): Promise<Checked> => check('--name', name, '--method', 'dns-01', '--value', digest)
  const states = ({ detail }: Checked): Readonly<Record<string, string>> =>
    Object.fromEntries(detail.perspectives.map(({ code, state }) => [code, state]))
  const withoutDigest = (zone: string): string => zone.replaceAll(digest, 'another-value')

  test('without its key the coordinator refuses, and the check was not performed', async () => {
    const checked = await dns()
    expect(checked).toMatchObject({ outcome: 'not-performed', rule: 'mpic.refused' })
    expect(checked.reason).toMatch(/status 401.*API key is missing or wrong/)
    const set = await world.operateJson<Output<'mpic.settings'>>(
      'mpic',
      'configure',
      '--api-key-file',
      `${world.folder}/coordinator`
    )
    expect(set.keySet).toBe(true)
  })

  test('the coordinator says what it is', async () => {
    expect(await world.operateJson('mpic', 'test')).toMatchObject({
      reached: true,
      specification: '3.9.0',
      perspectives: 3
    })
  })

  test('corroborated: all see the challenge, so does this machine', async () => {
    const checked = await dns()
    expect(checked).toMatchObject({ outcome: 'verified', rule: 'mpic.corroborated' })
    expect(checked.reason).toBe('3 of 3 perspectives saw the same, 2 are needed; registries: ARIN, RIPE NCC, APNIC.')
    expect(checked.detail.primary).toMatchObject({ outcome: 'passed', saw: [digest] })
    expect(checked.detail.perspectives.map(({ saw }) => saw)).toEqual([[digest], [digest], [digest]])
    expect(checked.detail.perspectives[0]?.timestampNs).toMatch(/^\d{19}$/)
    const met = Object.fromEntries(checked.detail.rules.map((one) => [one.rule, one.met]))
    expect(met).toMatchObject({ own: true, 'baseline-today': false })
  })

  test('the exchange is kept, byte for byte and without the key', async () => {
    const { rows } = await world.operateJson<Output<'mpic.list'>>('mpic', 'list', '--name', name)
    expect(rows[0]).toMatchObject({ outcome: 'verified', status: 200, method: 'acme-dns-01', purpose: 'check' })
    const shown = await world.operateJson<Output<'mpic.show'>>('mpic', 'show', '--id', String(rows[0]?.id))
    expect(shown.request).toContain(`"key_authorization_hash":"${digest}"`)
    expect(shown.request).toContain('"quorum_count":2,"max_attempts":1')
    expect(shown.response).toContain('"timestamp_ns":1')
    expect(JSON.stringify(shown)).not.toContain(keys.coordinator)
    expect(shown.detail.exchangeId).toBe(rows[0]?.id)
  })

  test('one that sees another value is allowed; two are not, and each says what it saw', async () => {
    await world.setZone('beta', withoutDigest)
    expect((await dns()).outcome).toBe('verified')
    await world.setZone('gamma', withoutDigest)
    const checked = await dns()
    expect(checked).toMatchObject({ outcome: 'failed', rule: 'mpic.quorum' })
    expect(states(checked)).toEqual({ alpha: 'corroborates', beta: 'differs', gamma: 'differs' })
    const beta = checked.detail.perspectives.find(({ code }) => code === 'beta')
    expect(beta?.why).toBe(`It saw "another-value" where "${digest}" was expected.`)
  })

  test('what only this machine does not see is not verified either', async () => {
    await world.setZone('beta', (zone) => zone)
    await world.setZone('gamma', (zone) => zone)
    await world.setZone('hub', withoutDigest)
    const checked = await dns()
    expect(checked).toMatchObject({ outcome: 'failed', rule: 'mpic.primary' })
    expect(checked.detail.primary?.saw).toEqual(['another-value'])
    await world.setZone('hub', (zone) => zone)
  })

  test('too few registries: three perspectives in one corroborate nothing', async () => {
    await configure({ perspectives: table({ alpha: 'ARIN', beta: 'ARIN', gamma: 'ARIN' }) })
    const checked = await dns()
    expect(checked).toMatchObject({ outcome: 'failed', rule: 'mpic.registries' })
    expect(checked.detail.alarms.join()).toMatch(/says that the check is valid, although its rows are not enough/)
    await configure({ perspectives: table({ alpha: 'ARIN', beta: 'RIPE NCC', gamma: 'APNIC' }) })
  })

  test('under the rule of the day three perspectives are too few, and the settings say so before', async () => {
    await configure({ rule: 'baseline' })
    expect(await dns()).toMatchObject({ outcome: 'failed', rule: 'mpic.perspectives' })
    const enforced = await world.operate('mpic', 'configure', '--settings', '{"mode":"enforce"}')
    expect(enforced.err).toMatch(/BR 3.2.2.9 asks for \d remote perspectives today, not 3/)
    await configure({ rule: 'own' })
  })

  test('quorum 0 is refused everywhere: in the settings, and by the coordinator', async () => {
    const ran = await world.operate('mpic', 'configure', '--settings', '{"quorumCount":0}')
    expect(ran.code).not.toBe(0)
    const asked = {
      check_type: 'caa',
      domain_or_ip_target: name,
      caa_check_parameters: { caa_domains: ['ca.test'] },
      orchestration_parameters: { quorum_count: 0 }
    }
    const answered = await world.post(world.coordinator, JSON.stringify(asked), keys.coordinator)
    expect(answered.status).toBe(400)
    expect(answered.body).toContain('"issue_type":"invalid-quorum-count"')
  })

  test('a perspective answers nobody without its key, and says what it does not serve', async () => {
    const url = `${world.perspectiveUrl('alpha')}/dcv`
    expect((await world.post(url, '{}')).status).toBe(401)
    const other = { domain_or_ip_target: name, dcv_check_parameters: { validation_method: 'dns-account-01' } }
    const refused = await world.post(url, JSON.stringify(other), keys.perspective)
    expect([refused.status, refused.body]).toEqual([400, expect.stringContaining('not served here')])
    const huge = await world.post(url, JSON.stringify({ padding: 'x'.repeat(70_000) }), keys.perspective)
    expect(huge.status).toBe(413)
  })

  test('CAA: each perspective reads its own records', async () => {
    const asked = ['--name', `smime-standard.${zoneName}`, '--identity', 'example-ca.example.com']
    // RFC 9495: issuemail says nothing about host names, so that they are not restricted.
    expect(await check(...asked)).toMatchObject({ outcome: 'verified' })
    for (const where of ['alpha', 'beta'] as const)
      await world.setZone(where, (zone) => `${zone}\nsmime-standard IN CAA 0 issue "another.example.com"\n`)
    const checked = await check(...asked)
    expect(checked).toMatchObject({ outcome: 'failed', rule: 'mpic.quorum' })
    expect(checked.detail.perspectives.find(({ code }) => code === 'alpha')?.why).toMatch(
      /allow "another.example.com" only, not example-ca.example.com/
    )
    for (const where of ['alpha', 'beta'] as const) await world.setZone(where, (zone) => zone)
    const mail = ['--name', `anna@smime-standard.${zoneName}`, '--identity', 'example-ca.example.com']
    expect(await check(...mail)).toMatchObject({ outcome: 'verified', detail: { checkType: 'caa' } })
    const other = await check('--name', `anna@smime-standard.${zoneName}`, '--identity', 'another.example.com')
    expect(other).toMatchObject({ outcome: 'failed', detail: { primary: { outcome: 'failed' } } })
  })

  test('files: a web server that shows something else to one network', async () => {
    for (const where of ['hub', ...codes] as const) world.setFile(where, 'proof.txt', 'right-value-1234')
    const asked = [
      '--name',
      `www.${zoneName}`,
      '--method',
      'file',
      '--path',
      'proof.txt',
      '--value',
      'right-value-1234'
    ]
    expect(await check(...asked)).toMatchObject({ outcome: 'verified' })
    for (const where of ['alpha', 'gamma'] as const) world.setFile(where, 'proof.txt', 'hijacked')
    const checked = await check(...asked)
    expect(checked.outcome).toBe('failed')
    expect(checked.detail.perspectives.find(({ code }) => code === 'gamma')).toMatchObject({
      state: 'differs',
      saw: ['hijacked']
    })
    for (const where of codes) world.setFile(where, 'token-1', 'token-1.thumbprint\n')
    world.setFile('hub', 'token-1', 'token-1.thumbprint\n')
    const acme = await check(
      '--name',
      `www.${zoneName}`,
      '--method',
      'http-01',
      '--path',
      'token-1',
      '--value',
      'token-1.thumbprint'
    )
    expect(acme.outcome).toBe('verified')
  })

  test('one that is not reached: enough without it, open where it is needed', async () => {
    await world.stopPerspective('gamma')
    const checked = await dns()
    expect([checked.outcome, states(checked)['gamma']]).toEqual(['verified', 'unreachable'])
    await configure({ quorumCount: 3 })
    expect(await dns()).toMatchObject({ outcome: 'not-performed', rule: 'mpic.incomplete' })
    await world.startPerspective('gamma')
    expect((await dns()).outcome).toBe('verified')
    await configure({ quorumCount: 2 })
  })

  test('a coordinator that is not reached leaves the check not performed', async () => {
    await configure({ url: 'http://127.0.0.1:9' })
    expect(await dns()).toMatchObject({ outcome: 'not-performed', rule: 'mpic.unreachable' })
    await configure({ url: 'http://127.0.0.1:7482' })
  })

  test('the budget of the day ends checks before they are sent', async () => {
    await configure({ callsPerDay: 1 })
    expect(await dns()).toMatchObject({ outcome: 'not-performed', rule: 'mpic.budget', detail: { exchangeId: null } })
    await configure({ callsPerDay: 1000 })
  })
})

import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Output } from '../../src-shared/api/index.ts'
import type { Ran } from '../cli/chancery.ts'
import { lacksForAcme } from '../world/acme-world.ts'
import {
  codes,
  lacksForPerspectives,
  startPerspectiveWorld,
  zoneAddress,
  zoneName,
  type Code,
  type PerspectiveWorld
} from '../world/perspective-world.ts'

/** Certificates through the door of a profile that wants what three perspectives in networks of their own saw too. */
const lacks = lacksForPerspectives() ?? lacksForAcme(['certbot'])

test('this machine can hold networks of its own, and has certbot', () => {
  expect(lacks).toBeNull()
})

type Where = Code | 'hub'
const everywhere: readonly Where[] = ['hub', ...codes]

describe.runIf(lacks === null)('a profile that wants other perspectives', () => {
  let world: PerspectiveWorld
  /** Lines of the zone that each network has beside what all have. */
  const lines = new Map<Where, string[]>(everywhere.map((where) => [where, []]))
  beforeAll(async () => {
    world = await startPerspectiveWorld()
    const settings = { dnsSource: 'given', dnsServers: ['127.0.0.1'], dnssec: 'off', proofAddresses: 'any' }
    await world.operateJson('settings', 'update', '--settings', JSON.stringify(settings))
    const mpic = {
      url: 'http://127.0.0.1:7482',
      mode: 'enforce',
      rule: 'own',
      perspectiveCount: 3,
      quorumCount: 2,
      perspectives: codes.map((code, at) => ({
        code,
        registry: ['ARIN', 'RIPE NCC', 'APNIC'][at],
        tooCloseTo: []
      }))
    }
    await world.operateJson('mpic', 'configure', '--api-key-file', join(world.folder, 'coordinator'))
    await world.operateJson('mpic', 'configure', '--settings', JSON.stringify(mpic))
    await make('authority', 'create', '--name', 'root', '--subject', 'CN=R', '--key', 'P-256', '--validity', '20y')
    const issuing = ['--name', 'issuing', '--issuer', 'root', '--subject', 'CN=I', '--key', 'P-256', '--validity', '5y']
    await make('authority', 'create', ...issuing)
    const shown = await world.operateJson<Output<'authority.show'>>('authority', 'show', '--authority', 'issuing')
    const own = { ...shown.authority.settings, caaIdentities: ['ca.example.com'] }
    await make('authority', 'update', '--authority', 'issuing', '--settings', JSON.stringify(own))
    const { starters } = await world.operateJson<Output<'profile.starters'>>('profile', 'starters')
    const content = starters.find(({ name }) => name === 'tls-server')?.content
    if (content === undefined) throw new Error('there is no starter for TLS servers')
    const proof = { ...content.proof, domains: 'required', caa: 'enforce', mpic: 'required' }
    const seen = JSON.stringify({ ...content, approval: 'auto', proof })
    await make('profile', 'create', '--name', 'seen', '--content', seen, '--authority', 'issuing')
    const service = ['--settings.addresses', 'any', '--settings.base-address', world.acme, '--eab', 'none']
    await make('acme', 'create', '--name', 'seen', '--profile', 'seen', ...service)
    writeFileSync(
      join(world.folder, 'hook.sh'),
      `for where in "$@"; do printf %s "$CERTBOT_VALIDATION" > "${world.folder}/$where/www/$CERTBOT_TOKEN"; done\n`
    )
    for (const name of ['one', 'two', 'closed', 'split', 'method', 'typed', 'torn'])
      for (const where of everywhere) lines.get(where)?.push(`${name} IN A ${zoneAddress}`)
    for (const where of everywhere) lines.get(where)?.push('closed IN CAA 0 issue "another.example.com"')
    for (const where of ['beta', 'gamma'] as const) {
      lines.get(where)?.push('split IN CAA 0 issue "another.example.com"')
      lines.get(where)?.push('method IN CAA 0 issue "ca.example.com; validationmethods=dns-01"')
    }
    await published()
  }, 180_000)
  afterAll(() => world.stop())

  const make = (...args: string[]): Promise<unknown> => world.operateJson(...args)
  const published = async (): Promise<void> => {
    for (const where of everywhere)
      await world.setZone(where, (zone) => `${zone}\n${(lines.get(where) ?? []).join('\n')}\n`)
  }
  /** Runs certbot; its answer is there in the networks that are named, and nowhere else. */
  const certbot = (name: string, ...where: readonly Where[]): Promise<Ran> =>
    world.run(
      'certbot',
      ...['certonly', '--config-dir', 'cb/c', '--work-dir', 'cb/w', '--logs-dir', 'cb/l', '-n', '--agree-tos'],
      ...['--register-unsafely-without-email', '--server', `${world.acme}/acme/seen/directory`],
      ...['--manual', '--preferred-challenges', 'http', '--manual-auth-hook', `sh hook.sh ${where.join(' ')}`],
      ...['-d', `${name}.${zoneName}`]
    )
  const certificateOf = (name: string): string => join(world.folder, `cb/c/live/${name}.${zoneName}/cert.pem`)
  const evidence = async (name: string, kind: string): Promise<Output<'validation.evidence'>['rows']> =>
    (
      await world.operateJson<Output<'validation.evidence'>>(
        ...(['validation', 'evidence', '--subject', `${name}.${zoneName}`, '--kind', kind] as const)
      )
    ).rows
  /** The last problem of the service log. */
  const problem = async (): Promise<string> => {
    const { rows } = await world.operateJson<Output<'service.log'>>('service', 'log', '--service', 'acme:seen')
    return JSON.stringify(rows[0]?.detail)
  }

  test('certbot gets its certificate where the quorum saw its answer', async () => {
    const ran = await certbot('one', 'hub', 'alpha', 'gamma')
    expect(ran.code, `${ran.out}${ran.err}`).toBe(0)
    expect(new X509Certificate(readFileSync(certificateOf('one'))).subjectAltName).toBe(`DNS:one.${zoneName}`)
    const [look] = (await evidence('one', 'mpic')).filter(({ method }) => method === 'http-01')
    expect(look).toMatchObject({ outcome: 'verified', rule: 'mpic.corroborated' })
    expect(look?.reason).toMatch(/^2 of 3 perspectives saw the same, 2 are needed/)
  })

  test('certbot is refused where one perspective alone saw it, and the evidence says which', async () => {
    const ran = await certbot('two', 'hub', 'alpha')
    expect(ran.code).not.toBe(0)
    expect(existsSync(certificateOf('two'))).toBe(false)
    // certbot 2.1 loses the words of a problem at this place; the service log has what it was told.
    expect(await problem()).toMatch(/"problem":"unauthorized".*1 of 3 perspectives saw the same; 2 are needed/)
    const [look] = (await evidence('two', 'mpic')).filter(({ method }) => method === 'http-01')
    expect(look).toMatchObject({ outcome: 'failed', rule: expect.stringMatching(/^mpic\.(?:quorum|registries)$/) })
    const [control] = await evidence('two', 'domain')
    expect(control).toMatchObject({ outcome: 'verified', method: 'http-01' })
  })

  test('certbot is refused by CAA with the problem of its own', async () => {
    const ran = await certbot('closed', ...everywhere)
    expect(ran.code).not.toBe(0)
    expect(await problem()).toMatch(/"problem":"caa"/)
    const [records] = await evidence('closed', 'caa')
    expect(records).toMatchObject({ outcome: 'failed', rule: 'caa.issuer-not-named' })
  })

  test('certbot is refused where CAA permits it here and nowhere else', async () => {
    const ran = await certbot('split', ...everywhere)
    expect(ran.code).not.toBe(0)
    const looks = await evidence('split', 'mpic')
    expect(looks.map(({ method, outcome }) => `${method} ${outcome}`)).toEqual(
      expect.arrayContaining(['http-01 verified', 'caa-tls failed'])
    )
  })

  test('certbot is refused where perspectives read that another method only is permitted (RFC 8657)', async () => {
    const ran = await certbot('method', ...everywhere)
    expect(ran.code).not.toBe(0)
    const looks = await evidence('method', 'mpic')
    expect(looks.map(({ method, outcome }) => `${method} ${outcome}`)).toEqual(
      expect.arrayContaining(['http-01 verified', 'caa-tls failed'])
    )
  })

  test('a domain proven by a record that the quorum saw opens the desk too, one that it did not see does not', async () => {
    for (const name of ['typed', 'torn']) {
      const { domain } = await world.operateJson<Output<'domain.add'>>('domain', 'add', '--name', `${name}.${zoneName}`)
      const seenBy: readonly Where[] = name === 'typed' ? everywhere : ['hub', 'beta']
      for (const where of seenBy)
        lines.get(where)?.push(`_pki-validation.${name} IN TXT "${domain.publish?.value ?? ''}"`)
    }
    await published()
    const submitted = async (name: string): Promise<Ran> => {
      const { domain } = await world.operateJson<Output<'domain.verify'>>(
        ...(['domain', 'verify', '--name', `${name}.${zoneName}`] as const)
      )
      expect(domain.state).toBe('verified')
      const what = ['--key-algorithm', 'P-256', '--asked.alternative-names', `dns:${name}.${zoneName}`]
      return world.operate('request', 'submit', '--profile', 'seen', ...what)
    }
    const typed = await submitted('typed')
    expect(typed.code, typed.err).toBe(0)
    const torn = await submitted('torn')
    expect(torn.code).not.toBe(0)
    expect(torn.err).toMatch(/other perspectives saw too.*1 of 3 perspectives saw the same/s)
  })
})

import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chancery, chanceryJson, serve, workFolder, type Server } from './chancery.ts'

const folder = workFolder()
const data = join(folder.path, 'demo')
let server: Server
beforeAll(async () => {
  await chanceryJson('demo', '--data', data)
  server = await serve('--data', data)
})
afterAll(async () => {
  await server.stop()
  folder.remove()
})

interface Row {
  readonly state: string
  readonly superseded: boolean
  readonly certificateClass: string
}

test('a demonstration has forty certificates in every state, and requests that wait', async () => {
  const { rows } = await chanceryJson<{ rows: Row[] }>('certificate', 'list', '--limit', '500', '--data', data)
  const others = rows.filter((row) => row.certificateClass === 'end-entity')
  expect(others).toHaveLength(40)
  expect(new Set(others.map((row) => row.state))).toEqual(
    new Set(['active', 'expiring', 'expired', 'suspended', 'revoked'])
  )
  expect(others.filter((row) => row.superseded)).toHaveLength(2)
  const waiting = await chanceryJson<{ total: number }>(
    'request',
    'list',
    '--state',
    'pending-approval',
    '--data',
    data
  )
  expect(waiting.total).toBe(6)
  const { authorities } = await chanceryJson<{ authorities: unknown[] }>('authority', 'list', '--data', data)
  const { profiles } = await chanceryJson<{ profiles: unknown[] }>('profile', 'list', '--data', data)
  expect([authorities.length, profiles.length]).toEqual([2, 7])
  const { credentials } = await chanceryJson<{ credentials: { state: string }[] }>('acme', 'eab-list', '--data', data)
  expect(credentials.map(({ state }) => state)).toEqual(['pending', 'expired', 'revoked'])
})

test('its domains stand, have ended, wait and are stopped, each with the evidence behind it', async () => {
  const { domains } = await chanceryJson<{ domains: { state: string; evidenceId: number | null }[] }>(
    'domain',
    'list',
    '--data',
    data
  )
  expect(new Set(domains.map(({ state }) => state))).toEqual(new Set(['verified', 'expired', 'unverified', 'inactive']))
  expect(domains.filter(({ state }) => state === 'verified').every(({ evidenceId }) => evidenceId !== null)).toBe(true)
  const { mailboxes } = await chanceryJson<{ mailboxes: { state: string }[] }>('mailbox', 'list', '--data', data)
  expect(mailboxes.map(({ state }) => state).toSorted()).toEqual(['unverified', 'verified'])
})

test('its server needs no passphrase and says what it is', async () => {
  expect(server.signInLink).toContain('/open/')
  expect(await chanceryJson('system', 'status', '--data', data)).toMatchObject({ demo: true, vault: 'unlocked' })
  expect((await chancery('audit', 'verify', '--data', data)).code).toBe(0)
  expect((await fetch(`${server.http}/crl/Harbour%20Issuing.crl`)).status).toBe(200)
})

test('a demonstration is not poured over an installation', async () => {
  expect(await chancery('demo', '--data', data)).toMatchObject({ code: 18 })
  expect(await chancery('demo')).toMatchObject({ code: 2 })
})

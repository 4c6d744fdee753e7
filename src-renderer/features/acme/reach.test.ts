import { expect, test } from 'vitest'
import { defaultAcmeSettings } from '../../../src-shared/model/acme.ts'
import { reachSteps } from './reach.ts'

type Known = Parameters<typeof reachSteps>[0]
const known: Known = {
  service: { state: 'enabled', eab: 'random', settings: defaultAcmeSettings },
  listening: ['http://127.0.0.1:7480', 'https://127.0.0.1:8443'],
  secureProblem: null,
  profile: { state: 'enabled', approval: 'auto', channels: ['desk', 'acme'] },
  mailReady: true,
  credentials: [{ state: 'pending', accounts: 0, maxAccounts: 1 }]
}
const standing = (change: Partial<Known>): Record<string, string> =>
  Object.fromEntries(reachSteps({ ...known, ...change }).map(({ id, standing: now }) => [id, now]))

test('where all is in place, the root is what is left to do', () => {
  expect(standing({})).toEqual({
    service: 'met',
    https: 'met',
    profile: 'met',
    channel: 'met',
    credential: 'met',
    trust: 'advice'
  })
})

test('a plain listener alone is no way in, unless a proxy stands before it', () => {
  const listening = ['http://127.0.0.1:7480']
  expect(standing({ listening })['https']).toBe('missing')
  const settings = { ...defaultAcmeSettings, baseAddress: 'https://acme.example.test' }
  expect(standing({ listening, service: { ...known.service, settings } })['https']).toBe('met')
  expect(standing({ listening: [], service: { ...known.service, settings } })['https']).toBe('missing')
})

test('a listener that should stand and does not says why', () => {
  const steps = reachSteps({ ...known, listening: [], secureProblem: 'The port is taken.' })
  expect(steps.find(({ id }) => id === 'https')).toEqual({ id: 'https', standing: 'missing', variant: 'problem' })
})

test('a stopped service, a disabled profile and a channel that was taken away each stop every client', () => {
  expect(standing({ service: { ...known.service, state: 'disabled' } })['service']).toBe('missing')
  expect(standing({ profile: { state: 'disabled', approval: 'one', channels: ['desk'] } })).toMatchObject({
    profile: 'missing',
    channel: 'missing',
    approval: 'advice'
  })
})

test('a service that proves mail addresses needs mail out and in, another does not', () => {
  const settings = { ...defaultAcmeSettings, challenges: ['email-reply-00' as const] }
  const service = { ...known.service, settings }
  expect(standing({ service })['mailbox']).toBe('met')
  expect(standing({ service, mailReady: false })['mailbox']).toBe('missing')
  expect(standing({ service, mailReady: null })).not.toHaveProperty('mailbox')
  expect(standing({ mailReady: false })).not.toHaveProperty('mailbox')
})

test('a credential that is full or has ended registers nobody', () => {
  const credential = (one: Known['credentials'][number]): string | undefined =>
    standing({ credentials: [one] })['credential']
  expect(credential({ state: 'bound', accounts: 1, maxAccounts: 1 })).toBe('advice')
  expect(credential({ state: 'bound', accounts: 5, maxAccounts: null })).toBe('met')
  expect(credential({ state: 'expired', accounts: 0, maxAccounts: 1 })).toBe('advice')
  expect(standing({ service: { ...known.service, eab: 'none' } })).not.toHaveProperty('credential')
})

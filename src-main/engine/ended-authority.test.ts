import { afterEach, beforeEach, expect, test } from 'vitest'
import { listAudit } from '../store/audit.ts'
import { listKeys } from '../store/keys.ts'
import { reader } from '../store/store.ts'
import { startWithAlice, testPassphrase, type Person, type TestEngine } from '../testing/test-engine.ts'
import { tlsNames } from './tls-names.ts'

const day = 86_400_000

let made: TestEngine & { readonly alice: Person }
beforeEach(async () => {
  made = await startWithAlice()
  const { alice } = made
  await alice.call('settings.update', { settings: { idleLockMinutes: 0, backupEveryHours: 0 } })
  await alice.call('authority.create', { name: 'Root', subject: 'CN=Root', key: 'P-256', validity: '1y' })
  await alice.call('profile.create', { name: 'web', starter: 'tls-server', authority: 'Root', approval: 'auto' })
  await alice.call('ocsp.enable', { authority: 'Root' })
  await alice.call('tsa.create', { name: 'stamp', authority: 'Root' })
  await alice.call('scep.create', { name: 'printers', profile: 'web', challenge: ['one-time'] })
  await alice.call('cmp.create', { name: 'plant', profile: 'web', protection: 'mac' })
  await made.engine.tls.start({
    slot: 'public-tls',
    label: 'TLS',
    authority: 'Root',
    names: tlsNames({ host: '127.0.0.1' }, [])
  })
})
afterEach(() => made.stop())

/** Lets the scheduler look `times` times, five minutes apart. */
async function look(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    made.clock.advance(5 * 60_000)
    made.engine.jobs.wake()
    await made.engine.jobs.settle()
  }
}
const traces = (): { readonly keys: number; readonly refusals: number } => {
  const from = reader(made.engine.ca.store)
  const refused = listAudit(from, { operation: 'certificate.issue', outcome: 'refused' }, null, 100)
  return { keys: listKeys(from).length, refusals: refused.length }
}

test('services below an authority that has ended wait for it: no keys are made in vain, and the audit log does not fill', async () => {
  const before = traces()
  made.clock.advance(400 * day)
  await look(3)
  expect(traces()).toEqual(before)
})

test('nor while its key is off line; once it is back each service gets its certificate', async () => {
  await made.alice.call('authority.set-key-online', { authority: 'Root', online: false })
  const before = traces()
  made.clock.advance(300 * day)
  await look(3)
  expect(traces()).toEqual(before)
  await made.alice.call('authority.set-key-online', { authority: 'Root', online: true })
  await look(1)
  expect(traces().keys).toBeGreaterThan(before.keys)
  expect(traces().refusals).toBe(0)
})

test('while the vault is locked they wait as well, and the log of errors stays empty', async () => {
  const before = traces()
  made.engine.vault.lock()
  made.clock.advance(300 * day)
  await look(3)
  expect(traces()).toEqual(before)
  expect(made.log()).not.toContain('"level":"error"')
  await made.alice.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
  await look(1)
  expect(traces().keys).toBeGreaterThan(before.keys)
})

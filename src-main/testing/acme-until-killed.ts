/*
 * An engine with ACME services that runs until it is killed, by its parent or by itself at a named point of the door:
 * node acme-until-killed.ts <folder> <port, 0 for any> <port that answers http-01> [point] [hit]
 * Prints where it is reached as one line. A folder that was used before goes on where it was killed.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FaultPoint } from '../ca/context.ts'
import { closedNet } from '../world/closed-net.ts'
import { systemClock } from '../world/clock.ts'
import { startTestEngine, startWithAlice, testPassphrase, type Person, type TestEngine } from './test-engine.ts'

const [folder = '', port = '0', answers = '0', point = '', hit = '1'] = process.argv.slice(2)
let hits = 0
const options = {
  dataDir: folder,
  clock: systemClock,
  // Every address is that of the parent, which answers after a moment: so that a kill finds challenges under way.
  net: closedNet({
    http: async ({ url }) => {
      const reply = await fetch(`http://127.0.0.1:${answers}${new URL(url).pathname}`)
      return { status: reply.status, headers: {}, body: Buffer.from(await reply.arrayBuffer()) }
    }
  }),
  faultPoint: (name: FaultPoint) => {
    if (name === point && ++hits === Number(hit)) process.kill(process.pid, 'SIGKILL')
  }
}
const { engine } = existsSync(join(folder, 'chancery.db')) ? await again() : await anew()
console.log(await engine.listenPublic({ host: '127.0.0.1', port: Number(port) }))

async function again(): Promise<TestEngine> {
  const started = await startTestEngine(options)
  await started.engine.unlock({ kind: 'typed', passphrase: testPassphrase })
  return started
}

async function anew(): Promise<TestEngine> {
  const started = await startWithAlice(options)
  const { alice } = started
  await alice.call('settings.update', { settings: { idleLockMinutes: 0 } })
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root', key: 'P-256', validity: '20y' })
  await alice.call('profile.create', { name: 'web', starter: 'tls-server', authority: 'root', approval: 'auto' })
  await service(alice, 'office', ['*.example.test'])
  await service(alice, 'proven', [])
  return started
}

async function service(alice: Person, name: string, preapproved: string[]): Promise<void> {
  const limits = {
    accountsPerAddressPerHour: 0,
    ordersPerAccountPerHour: 0,
    pendingOrdersPerAccount: 0,
    certificatesPerNamesPerWeek: 0,
    failuresPerNamePerHour: 0
  }
  await alice.call('acme.create', {
    name,
    profile: 'web',
    eab: 'none',
    preapproved,
    settings: {
      baseAddress: 'https://acme.example.test',
      limits,
      ...(preapproved.length === 0 ? { names: 'new-per-requester' } : {})
    }
  })
}

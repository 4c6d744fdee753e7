import type { HostFinding } from '../../../src-shared/api/ceremonies.ts'
import { assertNever } from '../../../src-shared/assert-never.ts'
import type { CeremonyScript } from '../../../src-shared/model/ceremony.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Entropy } from '../../world/entropy.ts'
import { append, bookOf, whoActs } from './book.ts'
import { randomFault, sampleBytes } from './random-health.ts'
import type { CeremonyWorld } from './world.ts'

/** What people say about the machine. */
export interface HostSaid {
  /** With what the clock was compared; undefined leaves it unconfirmed. */
  readonly clock?: string | undefined
  /** Serial numbers of tamper-evident bags that were opened. */
  readonly bags: readonly string[]
}

type Wanted = CeremonyScript['hostChecks'][number]
type Found = Pick<HostFinding, 'outcome' | 'message'>

/**
 * Looks at the machine before the first step (N-06) and notes every finding, whatever it is. It may be repeated until
 * nothing stops the ceremony any more; each time is in the transcript.
 * @returns what was found, and whether the ceremony may begin
 * @throws ChanceryError `conflict` where the first step was begun already, or the script wants no check
 */
export async function checkHost(
  world: CeremonyWorld,
  id: number,
  said: HostSaid,
  actor: Actor
): Promise<{ readonly passed: boolean; readonly findings: HostFinding[] }> {
  const book = bookOf(world, id)
  if (book.position.phase !== 'host-check')
    throw new ChanceryError('conflict', 'The machine is looked at before the first step, where the script says so.')
  const findings: HostFinding[] = []
  for (const wanted of book.script.hostChecks) {
    const found = await look(world, wanted, said)
    findings.push({
      check: wanted.check,
      ...found,
      stops: found.outcome === 'failed' && wanted.otherwise === 'stop' && stopsAtAll(book.row.mode, wanted)
    })
  }
  const passed = findings.every(({ stops }) => !stops)
  await append(world, id, actor, (now) => ({
    kind: 'host-check',
    step: null,
    by: whoActs(now, actor),
    detail: {
      passed,
      findings: findings.map(({ check, outcome, stops, message }) => ({ check, outcome, stops, message })),
      clock: { reads: new Date(world.ca.clock.now()).toISOString(), comparedWith: said.clock ?? null },
      bags: [...said.bags]
    }
  }))
  return { passed, findings }
}

/** A rehearsal happens at a desk, with the network up. What people have to say they say there too. */
function stopsAtAll(mode: 'rehearsal' | 'real', { check }: Wanted): boolean {
  return mode === 'real' || check === 'clock-confirmed' || check === 'tamper-bags'
}

async function look(
  { machine, dataFolder, ca }: CeremonyWorld,
  { check, expect }: Wanted,
  said: HostSaid
): Promise<Found> {
  switch (check) {
    case 'network-down': {
      const up = machine.interfacesUp()
      return up.length === 0
        ? passed('No network interface is up.')
        : failed(`Up: ${up.map(({ name, addresses }) => `${name} (${addresses.join(', ')})`).join('; ')}.`)
    }
    case 'clock-confirmed': {
      const reads = new Date(ca.clock.now()).toISOString()
      return said.clock === undefined
        ? failed(`The clock reads ${reads}. Nobody has said with what it was compared.`)
        : passed(`The clock reads ${reads}, compared with ${said.clock}.`)
    }
    case 'software-digest': {
      const { sha256, files } = await machine.programDigest()
      const text = `SHA-256 over ${files} files of the program: ${sha256}.`
      if (expect === undefined) return notPerformed(`${text} It was compared with none: the script names none.`)
      return expect.replaceAll(/[\s:]/g, '').toLowerCase() === sha256
        ? passed(`${text} It is the one that was agreed.`)
        : failed(`${text} Agreed was ${expect}.`)
    }
    case 'disk-encryption': {
      const encrypted = await machine.diskEncrypted(dataFolder)
      if (encrypted === null) return notPerformed('This machine does not tell whether the disk is encrypted.')
      return encrypted
        ? passed('The data lie on an encrypted disk.')
        : failed('The data lie on a disk that is not encrypted.')
    }
    case 'other-users': {
      const users = await machine.otherUsers()
      if (users === null) return notPerformed('This machine does not tell who else works on it.')
      return users.length === 0
        ? passed('Nobody else has a program running.')
        : failed(`Other people have programs running: user numbers ${users.join(', ')}.`)
    }
    case 'screen-lock': {
      const minutes = ca.settings().idleLockMinutes
      const own =
        minutes === 0
          ? 'Chancery does not lock its vault by itself.'
          : `Chancery locks its vault when nobody has worked with it for ${minutes} minutes.`
      const lock = await machine.screenLock()
      if (lock === null) return notPerformed(`This machine does not tell whether its screen locks. ${own}`)
      return lock.afterSeconds === null
        ? failed(`The screen does not lock when it is left alone. ${own}`)
        : passed(`The screen locks when it was left alone for ${lock.afterSeconds} seconds. ${own}`)
    }
    case 'entropy':
      return entropyFound(await machine.entropy(), randomFault(ca.random.bytes(sampleBytes)))
    case 'tamper-bags':
      return said.bags.length > 0
        ? passed(`Opened: ${said.bags.join(', ')}.`)
        : failed('No serial number of a tamper-evident bag was noted.')
    default:
      return assertNever(check)
  }
}

/** As strong as the strongest key that a ceremony makes; the pool of the kernel holds no more since Linux 5.18. */
const entropyBits = 256

function entropyFound(kernel: Entropy | null, fault: string | null): Found {
  const health =
    fault === null
      ? `A sample of ${sampleBytes} bytes passes the health tests of SP 800-90B 4.4, which find a broken source and prove nothing more.`
      : `A sample of ${sampleBytes} bytes fails the health tests of SP 800-90B 4.4: ${fault}.`
  const keys = 'A key that a token makes is made from the random numbers of that token, which do not show here.'
  if (kernel === null) {
    const unknown = 'This machine does not tell how much entropy its random generator has.'
    return fault === null ? notPerformed(`${unknown} ${health} ${keys}`) : failed(`${health} ${keys}`)
  }
  const { bits, pool, hardware } = kernel
  const source =
    hardware === null ? 'no hardware generator feeds it' : `it is fed by the hardware generator ${hardware}`
  const text = `The random generator of the kernel counts ${bits} of ${pool} bits, and ${source}. ${health} ${keys}`
  return fault === null && bits >= entropyBits ? passed(text) : failed(text)
}

const passed = (message: string): Found => ({ outcome: 'passed', message })
const failed = (message: string): Found => ({ outcome: 'failed', message })
const notPerformed = (message: string): Found => ({ outcome: 'not-performed', message })

/*
 * Signatures on SoftHSM 2: through a token process, beside pkcs11js called directly in this process; and the pipeline of
 * certificates with the authority's key on the token, beside the same with a software key. A part of `npm run bench`; by
 * itself `node bench/token.ts [seconds = 1] [rounds = 5]`. Needs softhsm2.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pkcs11 from 'pkcs11js'
import { issue } from '../src-main/ca/issue/issue.ts'
import { recordTokenKey } from '../src-main/ca/tokens/record-key.ts'
import { findToken } from '../src-main/ca/tokens/find.ts'
import { createTokens } from '../src-main/keys/pkcs11/tokens.ts'
import type { KeyOnToken, Tokens } from '../src-main/keys/token-keys.ts'
import type { Signer } from '../src-main/keys/signer.ts'
import type { KeyAlgorithmId, SignatureAlgorithmId } from '../src-shared/model/algorithm.ts'
import { updateAuthority, getAuthority } from '../src-main/store/authorities.ts'
import { getKey, moveKeyToToken } from '../src-main/store/keys.ts'
import { reader } from '../src-main/store/store.ts'
import { transaction } from '../src-main/store/transaction.ts'
import { alice, csrRequest, makeCsr, makeEngine, silentLog, type TestEngine } from '../src-main/testing/engine.ts'
import { softPin, softTokens, type SoftTokens } from '../src-main/testing/soft-token.ts'
import { forkChild } from '../src-main/world/child-process.ts'
import { systemRandom } from '../src-main/world/random.ts'
import { inTurns, median, ratioOf, type Contender } from './rate.ts'
import { perSecond, row, tell } from './report.ts'

const seconds = Number(process.argv[2] ?? 1)
const rounds = Number(process.argv[3] ?? 5)
/** Of the direct rate: what one process more may cost. */
const GOAL = 0.8
/** Signatures that are asked for before the first is there, as on a busy server. */
const IN_FLIGHT = 256

const message = Buffer.alloc(600, 7)

/** Processor time that a process has used, in milliseconds; Linux only, in ticks of ten. */
function processorOf(pid: number | null): number {
  const fields =
    readFileSync(`/proc/${pid ?? 0}/stat`, 'latin1')
      .split(') ')[1]
      ?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function startTokens(soft: SoftTokens): Tokens {
  const tokens = createTokens({
    start: forkChild,
    log: silentLog,
    onChange: () => undefined,
    keptPin: () => Promise.resolve(undefined),
    interval: null
  })
  tokens.use([{ path: soft.module, label: 'SoftHSM' }])
  return tokens
}

/** What a program does that calls the module itself: hash, C_SignInit, C_Sign, one after the other. */
function direct(soft: SoftTokens, key: KeyOnToken, used: number[]): Contender & { readonly close: () => void } {
  const module = new pkcs11.PKCS11()
  module.load(soft.module)
  module.C_Initialize()
  const slot = module.C_GetSlotList(true)[0]
  if (slot === undefined) throw new Error('there is no token')
  const session = module.C_OpenSession(slot, pkcs11.CKF_SERIAL_SESSION | pkcs11.CKF_RW_SESSION)
  module.C_Login(session, pkcs11.CKU_USER, softPin)
  module.C_FindObjectsInit(session, [
    { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_PRIVATE_KEY },
    { type: pkcs11.CKA_ID, value: Buffer.from(key.id, 'hex') }
  ])
  const handle = module.C_FindObjects(session)
  module.C_FindObjectsFinal(session)
  if (handle === null) throw new Error('the key is not on the token')
  const rsa = key.algorithm?.startsWith('RSA') === true
  const out = Buffer.alloc(512)
  return {
    measure: async (milliseconds) => {
      const cpu = process.cpuUsage()
      const begun = performance.now()
      let count = 0
      while (performance.now() - begun < milliseconds) {
        if (rsa) {
          module.C_SignInit(session, { mechanism: pkcs11.CKM_SHA256_RSA_PKCS }, handle)
          module.C_Sign(session, message, out)
        } else {
          const digest = createHash('sha256').update(message).digest()
          module.C_SignInit(session, { mechanism: pkcs11.CKM_ECDSA }, handle)
          module.C_Sign(session, digest, out)
        }
        count++
      }
      const { user, system } = process.cpuUsage(cpu)
      used.push((user + system) / count)
      return (count * 1000) / (performance.now() - begun)
    },
    close: () => module.C_Finalize()
  }
}

function throughProcess(
  signer: Signer,
  algorithm: SignatureAlgorithmId,
  inFlight: number,
  processor: { readonly pid: number | null; readonly used: number[] }
): Contender {
  return {
    measure: async (milliseconds) => {
      const before = processorOf(processor.pid)
      const begun = performance.now()
      let count = 0
      const client = async (): Promise<void> => {
        while (performance.now() - begun < milliseconds) {
          await signer.sign(message, algorithm)
          count++
        }
      }
      await Promise.all(Array.from({ length: inFlight }, client))
      processor.used.push(((processorOf(processor.pid) - before) * 1000) / count)
      return (count * 1000) / (performance.now() - begun)
    }
  }
}

async function signatures(soft: SoftTokens, algorithm: KeyAlgorithmId, signature: SignatureAlgorithmId): Promise<void> {
  const tokens = startTokens(soft)
  try {
    await tokens.survey()
    const token = tokens.seen().find(({ label }) => label === 'bench')?.address ?? ''
    await tokens.unlock(token, softPin, 'session')
    const key = await tokens.generate(token, algorithm, `bench ${algorithm}`)
    if (key.spki === null) throw new Error('the token shows no public key')
    const signer = await tokens.open({ label: key.label, algorithm, spki: key.spki, places: [key.address] })
    const spent = { process: [] as number[], alone: [] as number[], direct: [] as number[] }
    const pid = tokens.modules()[0]?.process ?? null
    const straight = direct(soft, key, spent.direct)
    const results = await inTurns(
      {
        process: throughProcess(signer, signature, IN_FLIGHT, { pid, used: spent.process }),
        alone: throughProcess(signer, signature, 1, { pid, used: spent.alone }),
        direct: straight
      },
      rounds,
      seconds * 1000,
      1
    )
    straight.close()
    const ratio = ratioOf(results.process, results.direct)
    tell([
      row(
        `signatures through a token process, ${algorithm}, ${IN_FLIGHT} in flight`,
        perSecond(median(results.process)),
        {
          peer: `pkcs11js directly ${perSecond(median(results.direct))}`,
          ratio: ratio.toFixed(2),
          goal: `>= ${GOAL}`,
          met: ratio >= GOAL
        }
      ),
      row('  by processor time of the process that signs', `${median(spent.process).toFixed(0)} µs`, {
        peer: `${median(spent.direct).toFixed(0)} µs`,
        // Of a machine with other work this one tells more than the time on the wall.
        ratio: ratioOf(spent.direct, spent.process).toFixed(2),
        goal: `>= ${GOAL}`,
        met: ratioOf(spent.direct, spent.process) >= GOAL
      }),
      row('  one at a time', perSecond(median(results.alone)), {
        ratio: ratioOf(results.alone, results.direct).toFixed(2)
      })
    ])
  } finally {
    tokens.close()
  }
}

/** The issuing authority of the engine gets its key on the token: everything else stays as it is. */
async function onToken(engine: TestEngine, tokens: Tokens): Promise<TestEngine> {
  const ca = { ...engine.ca, tokens }
  const token = await findToken(ca, 'bench')
  const authority = getAuthority(reader(ca.store), engine.issuingId)
  const key = authority === undefined ? undefined : getKey(reader(ca.store), authority.keyId)
  if (key === undefined || key.sealed === null) throw new Error('there is no key')
  const stored = { context: `key:${key.id}`, algorithm: 'P-256', spki: key.spki, sealed: key.sealed } as const
  const made = await tokens.importKey(token.address, await ca.keys.exportPkcs8(stored), 'issuing')
  await transaction(ca.store, (tx) => {
    const how = { origin: 'imported', operation: 'token.import', label: 'issuing', purposes: [] } as const
    moveKeyToToken(tx, recordTokenKey(tx, ca, token, made, how, alice), made.address)
    const row = getAuthority(tx, engine.issuingId)
    updateAuthority(tx, engine.issuingId, row?.version ?? 1, { updatedAt: ca.clock.now() })
  })
  return { ...engine, ca }
}

function pipeline(engine: TestEngine): Contender {
  let made = 0
  return {
    measure: async (milliseconds) => {
      const csrs = Array.from({ length: 64 }, () => makeCsr())
      const begun = performance.now()
      let count = 0
      const client = async (): Promise<void> => {
        while (performance.now() - begun < milliseconds) {
          const name = `host-${made++}.example.test`
          const csr = csrs[made % csrs.length] ?? makeCsr({ subject: `CN=${name}` })
          const outcome = await issue(engine.ca, csrRequest({ profileId: engine.autoId }, csr))
          if (outcome.kind !== 'issued') throw new Error('not issued')
          count++
        }
      }
      await Promise.all(Array.from({ length: 8 }, client))
      return (count * 1000) / (performance.now() - begun)
    }
  }
}

async function certificates(soft: SoftTokens): Promise<void> {
  const tokens = startTokens(soft)
  const software = await makeEngine({ random: systemRandom })
  const hardware = await makeEngine({ random: systemRandom })
  try {
    await tokens.survey()
    const token = tokens.seen().find(({ label }) => label === 'bench')?.address ?? ''
    await tokens.unlock(token, softPin, 'session')
    const results = await inTurns(
      { token: pipeline(await onToken(hardware, tokens)), software: pipeline(software) },
      rounds,
      seconds * 1000,
      1
    )
    tell([
      row('certificates, P-256 on the token, 8 in flight', perSecond(median(results.token)), {
        peer: `software key ${perSecond(median(results.software))}`,
        ratio: ratioOf(results.token, results.software).toFixed(2)
      })
    ])
  } finally {
    tokens.close()
    await software.close()
    await hardware.close()
  }
}

const soft = softTokens()
try {
  soft.make('bench')
  await signatures(soft, 'P-256', 'ecdsa-sha256')
  await signatures(soft, 'RSA-2048', 'rsa-pkcs1-sha256')
  await certificates(soft)
} finally {
  soft.remove()
}

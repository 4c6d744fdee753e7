import { z } from 'zod'
import { clockSettings, defaultClockSettings, type ClockSettings } from '../../../src-shared/model/tsa.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { insertServiceLog } from '../../store/service-log.ts'
import { getSetting, setSetting } from '../../store/settings.ts'
import { reader } from '../../store/store.ts'
import { latestStampTime } from '../../store/time-stamps.ts'
import { transaction } from '../../store/transaction.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { clockWatch, type ClockWatch } from '../../world/clock-watch.ts'
import type { ServerTime } from '../../world/sntp/ask.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'

/** Why the clock is not trusted. */
const distrust = z.object({
  /** It jumped; it is behind a stamp that was made; time servers say otherwise; time servers that must answer do not. */
  kind: z.enum(['stepped', 'behind', 'off', 'unanswered']),
  at: z.number(),
  message: z.string()
})
export type ClockDistrust = z.infer<typeof distrust>

const kept = z.object({
  distrust: distrust.nullable(),
  /** Latest stamp when the clock was last said to be right, microseconds: older ones say nothing against it. */
  accepted: z.number(),
  confirmedAt: z.number().nullable(),
  confirmedBy: z.string().nullable()
})
type Kept = z.infer<typeof kept>

const SETTINGS_KEY = 'tsa:clock'
const STATE_KEY = 'tsa:clock-state'
/** Questions without an answer after which the clock is trusted no more, where answers are required. */
const PATIENCE = 4

/** What the time servers said last. */
export interface TimeCheck {
  readonly at: number
  readonly servers: readonly ServerTime[]
  /** Milliseconds that they are ahead of our clock, the middle of those that answered; null where none did. */
  readonly offset: number | null
}

/** What is known of the clock since the engine started. */
export interface ClockTrust {
  readonly watch: ClockWatch
  state: Kept
  settings: ClockSettings
  lastCheck: TimeCheck | null
  /** Since when an answer has been waited for, by the stopwatch. */
  goodSince: number
}

/** The settings under which the clock is watched; fields that came with a later version have their defaults. */
export function clockSettingsOf(ca: CaContext): ClockSettings {
  const stored = getSetting(reader(ca.store), SETTINGS_KEY)
  return clockSettings.parse({ ...defaultClockSettings, ...(typeof stored === 'object' ? stored : {}) })
}

/** @returns what is known of the clock; the first call begins to watch it. */
export function clockTrust(ca: CaContext): ClockTrust {
  const { tsa } = ca.memory
  if (tsa.trust !== null) return tsa.trust
  const read = kept.safeParse(getSetting(reader(ca.store), STATE_KEY))
  const settings = clockSettingsOf(ca)
  const trust: ClockTrust = {
    watch: clockWatch(ca.clock, () => tsa.trust?.settings.toleranceMs ?? settings.toleranceMs),
    state: read.success ? read.data : { distrust: null, accepted: 0, confirmedAt: null, confirmedBy: null },
    settings,
    lastCheck: null,
    goodSince: ca.clock.monotonic()
  }
  tsa.trust = trust
  // The stopwatch does not reach back behind the start of the engine; the stamps do.
  const latest = latestStampTime(reader(ca.store))
  const behind = Math.round(latest / 1000 - ca.clock.now())
  if (trust.state.distrust === null && latest > trust.state.accepted && behind > settings.toleranceMs)
    losesTrust(
      ca,
      'behind',
      `The clock is ${spoken(behind)} behind the latest time-stamp. It was set back, or it was ahead before.`
    )
  return trust
}

/**
 * Looks at the clock as it is now. Cheap: it is called for every stamp.
 * @returns why it is not trusted, or null
 */
export function clockDistrust(ca: CaContext): ClockDistrust | null {
  const trust = clockTrust(ca)
  if (trust.state.distrust !== null) return trust.state.distrust
  const step = trust.watch.check()
  if (step !== null)
    losesTrust(ca, 'stepped', `The clock jumped ${spoken(Math.abs(step.by))} ${step.by > 0 ? 'ahead' : 'back'}.`)
  else if (trust.settings.required && trust.settings.servers.length > 0) {
    const silent = ca.clock.monotonic() - trust.goodSince
    const most = PATIENCE * trust.settings.everyMinutes * 60_000
    if (silent > most) losesTrust(ca, 'unanswered', `No time server has answered for ${spoken(silent)}.`)
  }
  return trust.state.distrust
}

/** An operator says that the clock is right as it is now. */
export async function confirmClock(ca: CaContext, actor: Actor): Promise<void> {
  const trust = clockTrust(ca)
  const before = trust.state.distrust
  trust.goodSince = ca.clock.monotonic()
  await trustAgain(ca, { confirmedAt: ca.clock.now(), confirmedBy: actor.name }, (tx) =>
    recordAudit(tx, ca, {
      actor,
      operation: 'tsa.clock-confirm',
      object: { kind: 'clock', id: '' },
      outcome: 'ok',
      detail: { before }
    })
  )
}

/** Changes how the clock is watched. */
export async function changeClockSettings(
  ca: CaContext,
  change: { readonly [K in keyof ClockSettings]?: ClockSettings[K] | undefined },
  actor: Actor
): Promise<void> {
  const trust = clockTrust(ca)
  const before = trust.settings
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const settings = clockSettings.parse({ ...before, ...given })
  await transaction(ca.store, (tx) => {
    setSetting(tx, SETTINGS_KEY, settings)
    recordAudit(tx, ca, {
      actor,
      operation: 'tsa.clock-settings',
      object: { kind: 'clock', id: '' },
      outcome: 'ok',
      detail: { before, after: settings }
    })
    afterCommit(tx, () => {
      trust.settings = settings
      trust.lastCheck = null
      trust.goodSince = ca.clock.monotonic()
      ca.emit('clock.changed', {})
    })
  })
}

/**
 * Asks the time servers, and trusts or distrusts the clock as they say: they make good a jump that was seen before.
 * Where the majority cannot be told from one that lies, the middle one counts.
 */
export async function askTimeServers(ca: CaContext, signal?: AbortSignal): Promise<void> {
  const trust = clockTrust(ca)
  const { servers, toleranceMs } = trust.settings
  const { ask } = ca.memory.tsa
  if (servers.length === 0 || ask === null) return
  const answers = await Promise.all(servers.map((server) => ask(server, signal)))
  const offsets = answers.flatMap((one) => ('offset' in one ? [one.offset] : [])).toSorted((a, b) => a - b)
  const offset = middle(offsets)
  trust.lastCheck = { at: ca.clock.now(), servers: answers, offset }
  if (offset !== null) {
    const off = Math.round(Math.abs(offset))
    if (off > toleranceMs)
      losesTrust(ca, 'off', `The clock is ${spoken(off)} ${offset > 0 ? 'behind' : 'ahead of'} the time servers.`)
    else {
      trust.goodSince = ca.clock.monotonic()
      if (trust.state.distrust === null) trust.watch.accept()
      else await trustAgain(ca, {})
    }
  }
  ca.emit('clock.changed', {})
}

/** Asks the time servers because somebody wants to know now. */
export async function checkClock(ca: CaContext, actor: Actor, signal?: AbortSignal): Promise<void> {
  await askTimeServers(ca, signal)
  const { lastCheck } = clockTrust(ca)
  await transaction(ca.store, (tx) =>
    recordAudit(tx, ca, {
      actor,
      operation: 'tsa.clock-check',
      object: { kind: 'clock', id: '' },
      outcome: 'ok',
      detail: { offset: lastCheck?.offset ?? null }
    })
  )
}

function middle(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  return (upper + lower) / 2
}

function losesTrust(ca: CaContext, kind: ClockDistrust['kind'], message: string): void {
  const trust = clockTrust(ca)
  const first = trust.state.distrust === null
  if (!first) return
  trust.state = { ...trust.state, distrust: { kind, at: ca.clock.now(), message } }
  keep(ca, trust.state, 'error', `Time-stamps are refused: ${message} Set the clock right, then confirm it.`).catch(
    (error: unknown) => void ca.log.error('the state of the clock could not be kept', error)
  )
}

async function trustAgain(
  ca: CaContext,
  by: Partial<Pick<Kept, 'confirmedAt' | 'confirmedBy'>>,
  also?: (tx: Writer) => void
): Promise<void> {
  const trust = clockTrust(ca)
  const state = { ...trust.state, ...by, distrust: null, accepted: latestStampTime(reader(ca.store)) }
  const who = by.confirmedBy == null ? 'The time servers confirm the clock' : `${by.confirmedBy} confirmed the clock`
  await keep(ca, state, 'info', `${who}.`, also)
  trust.state = state
  trust.watch.accept()
  ca.memory.tsa.latest.clear()
}

function keep(
  ca: CaContext,
  state: Kept,
  level: 'info' | 'error',
  message: string,
  also?: (tx: Writer) => void
): Promise<void> {
  return transaction(ca.store, (tx) => {
    setSetting(tx, STATE_KEY, state)
    insertServiceLog(tx, { at: ca.clock.now(), service: 'tsa', level, message, detail: { distrust: state.distrust } })
    also?.(tx)
    afterCommit(tx, () => ca.emit('clock.changed', {}))
  })
}

/** @returns a span as people say it. */
function spoken(ms: number): string {
  if (ms < 2000) return `${Math.round(ms)} ms`
  if (ms < 120_000) return `${Math.round(ms / 1000)} seconds`
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} minutes`
  return ms < 172_800_000 ? `${Math.round(ms / 3_600_000)} hours` : `${Math.round(ms / 86_400_000)} days`
}

import { ChanceryError, type Reason } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { defaultMpicSettings, mpicSettings, type MpicSettings } from '../../../src-shared/model/mpic.ts'
import { knownPerspectives } from '../../../src-shared/model/mpic-places.ts'
import { afterCommit, type Reader } from '../../store/connection.ts'
import { getMpicConnector, saveMpicConnector } from '../../store/mpic.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { baselineAt, allowedNonCorroborations } from '../../validation/mpic/baseline.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import type { CoordinatorAccess } from './coordinator.ts'

/** Which row the API key is sealed for. */
const keyContext = 'mpic-connector:1'
/** Characters of a header value: RFC 9110 5.5, without blanks, so that no second header can be written. */
const keyPattern = /^[\x21-\x7e]{1,1000}$/

export interface Connector {
  readonly settings: MpicSettings
  readonly keySet: boolean
  /** 0 where nothing was set up yet. */
  readonly version: number
}

/** @returns how other perspectives are asked; switched off where nobody set it up */
export function loadConnector(from: Reader): Connector {
  const row = getMpicConnector(from)
  const defaults: MpicSettings = { ...defaultMpicSettings, perspectives: knownPerspectives() }
  if (row === undefined) return { settings: defaults, keySet: false, version: 0 }
  const stored = typeof row.settings === 'object' && row.settings !== null ? row.settings : {}
  const parsed = mpicSettings.safeParse({ ...defaults, ...stored })
  if (!parsed.success) throw new ChanceryError('damaged', 'The stored settings of the MPIC coordinator cannot be read.')
  return { settings: parsed.data, keySet: row.sealedKey !== null, version: row.version }
}

export interface ConnectorChange {
  readonly settings: { readonly [K in keyof MpicSettings]?: MpicSettings[K] | undefined }
  /** Undefined leaves it, empty removes it. */
  readonly apiKey?: string | undefined
  readonly version?: number | undefined
}

/**
 * Changes how other perspectives are asked.
 * @throws ChanceryError `invalid-input` with every reason; `locked` where a key has to be sealed; `conflict`
 */
export async function configureConnector(ca: CaContext, input: ConnectorChange, actor: Actor): Promise<Connector> {
  const sealed = sealKey(ca, input.apiKey)
  await transaction(ca.store, (tx) => {
    const before = loadConnector(tx)
    const given = Object.fromEntries(Object.entries(input.settings).filter(([, value]) => value !== undefined))
    const settings = mpicSettings.parse({ ...before.settings, ...given })
    requireSound(settings, ca.clock.now())
    saveMpicConnector(
      tx,
      {
        settings,
        sealedKey: sealed === undefined ? (getMpicConnector(tx)?.sealedKey ?? null) : sealed,
        updatedAt: ca.clock.now()
      },
      input.version ?? before.version
    )
    recordAudit(tx, ca, {
      actor,
      operation: 'mpic.configure',
      object: { kind: 'mpic-connector', id: 1 },
      outcome: 'ok',
      detail: { changed: given, key: sealed === undefined ? 'kept' : sealed === null ? 'removed' : 'set' }
    })
    afterCommit(tx, () => ca.emit('settings.changed', {}))
  })
  return loadConnector(reader(ca.store))
}

function sealKey(ca: CaContext, key: string | undefined): Uint8Array | null | undefined {
  if (key === undefined) return undefined
  if (key === '') return null
  if (!keyPattern.test(key))
    throw new ChanceryError(
      'invalid-input',
      'The API key holds blanks or letters outside ASCII, which no header carries.'
    )
  return ca.secrets.seal(keyContext, Buffer.from(key))
}

/** @throws ChanceryError `invalid-input`: settings under which every check, or none, would corroborate */
function requireSound(settings: MpicSettings, now: number): void {
  const reasons: Reason[] = []
  const say = (where: string, message: string): void => void reasons.push({ where, rule: 'mpic.settings', message })
  const { perspectiveCount, quorumCount } = settings
  if (settings.mode !== 'off' && settings.url === null)
    say('url', 'Name the coordinator before checks are switched on.')
  if (quorumCount > perspectiveCount)
    say('quorumCount', `${quorumCount} of ${perspectiveCount} perspectives can never see the same.`)
  const baseline = baselineAt(now)
  if (settings.mode === 'enforce' && settings.rule === 'baseline' && baseline !== undefined) {
    if (perspectiveCount < baseline.minimum)
      say(
        'perspectiveCount',
        `BR 3.2.2.9 asks for ${baseline.minimum} remote perspectives today, not ${perspectiveCount}.`
      )
    if (quorumCount < baseline.needed(perspectiveCount))
      say(
        'quorumCount',
        `Of ${perspectiveCount} perspectives ${allowedNonCorroborations(perspectiveCount)} may see something else (BR 3.2.2.9), so that the quorum is at least ${baseline.needed(perspectiveCount)}.`
      )
  }
  const codes = settings.perspectives.map(({ code }) => code.toLowerCase())
  const twice = codes.find((code, index) => codes.indexOf(code) !== index)
  if (twice !== undefined) say('perspectives', `The perspective ${twice} stands in the table twice.`)
  const [first] = reasons
  if (first !== undefined) throw new ChanceryError('invalid-input', first.message, { reasons })
}

/**
 * @returns how the coordinator is asked, with the key opened
 * @throws ChanceryError `not-ready` without an address, `locked` where the key is sealed in a locked vault
 */
export function accessOf(ca: Pick<CaContext, 'store' | 'secrets'>, settings: MpicSettings): CoordinatorAccess {
  if (settings.url === null)
    throw new ChanceryError(
      'not-ready',
      'No coordinator is set up. Name one with "chancery mpic configure --settings.url".'
    )
  const sealed = getMpicConnector(reader(ca.store))?.sealedKey ?? null
  return {
    url: mpicAddress(settings.url),
    keyHeader: settings.keyHeader,
    key: sealed === null ? null : ca.secrets.open(keyContext, sealed),
    trust: settings.trust,
    timeoutMs: settings.timeoutSeconds * 1000
  }
}

/** @returns the address that is asked: `{base}/mpic`, whether or not the base ends so already */
export function mpicAddress(base: string): string {
  const plain = base.replace(/\/+$/, '')
  return plain.endsWith('/mpic') ? plain : `${plain}/mpic`
}

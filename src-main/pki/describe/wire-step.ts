import { toFailure } from '../../../src-shared/errors.ts'
import type { WireStep, WireStepKind } from '../../../src-shared/model/wire.ts'
import { asn1Tree } from '../asn1-tree.ts'

export type WireSideName = WireStep['side']
export type WireLine = WireStep['lines'][number]

/** What a layer was found to hold. */
export interface LayerFound {
  readonly lines: readonly WireLine[]
  /** Absent: read, and where it is signed, verified. */
  readonly outcome?: WireStep['outcome']
  readonly reason?: string | null
}

/** Characters of one value, and lines of one layer. */
const MAX_VALUE = 4000
const MAX_LINES = 200
/** Nodes of the tree of one layer: more than any message has; a CRL shows its head. */
const TREE = { nodes: 4000, depth: 60, text: 512 }
/** Bytes that are shown beside the tree. */
const MAX_BYTES = 128 * 1024

/**
 * Reads one layer; what cannot be read is a step that failed and says why. Never throws.
 * @param der the layer where it is ASN.1, for its tree
 */
export function layer(
  side: WireSideName,
  kind: WireStepKind,
  der: Uint8Array | null,
  read: () => LayerFound
): WireStep {
  const shown = der === null ? { tree: null, bytes: null } : treeOf(der)
  try {
    const { lines, outcome = 'ok', reason = null } = read()
    return { kind, side, outcome, reason, lines: lines.slice(0, MAX_LINES).map(short), ...shown }
  } catch (error) {
    // A parser refuses with a sentence; anything else is a message that no rule foresaw, which is no reason to stop.
    const reason = toFailure(error, '').code === 'internal' ? 'It cannot be read.' : toFailure(error, '').message
    return { kind, side, outcome: 'failed', reason, lines: [], ...shown }
  }
}

/** @returns a line, or none where there is no value */
export function line(label: string, value: string | number | null | undefined): WireLine[] {
  return value === null || value === undefined || value === '' ? [] : [{ label, value: String(value) }]
}

function short({ label, value }: WireLine): WireLine {
  return { label, value: value.length <= MAX_VALUE ? value : `${value.slice(0, MAX_VALUE)}…` }
}

function treeOf(der: Uint8Array): Pick<WireStep, 'tree' | 'bytes'> {
  if (der.length === 0) return { tree: null, bytes: null }
  try {
    const tree = asn1Tree(der, TREE)
    const bytes =
      der.length > MAX_BYTES ? null : Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64')
    return { tree, bytes }
  } catch {
    return { tree: null, bytes: null }
  }
}

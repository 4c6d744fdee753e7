import type { CDPSession } from '@playwright/test'

/** Bytes of a heap by what they are, after garbage was collected. */
export interface HeapCensus {
  /** What the program itself holds. */
  readonly objects: number
  /** Machine code, bytecode and what V8 notes about functions that run: it grows while V8 learns which are hot. */
  readonly code: number
  /**
   * Hidden classes and other bookkeeping of V8. It grows as long as functions are compiled anew, because each script keeps a list
   * of the places at which that happened, and V8 drops the bytecode of functions that have not run for some collections.
   */
  readonly bookkeeping: number
}

/** The parts of V8's snapshot format that are read here. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly unknown[] }
  }
  readonly nodes: readonly number[]
}

/** Of V8's kinds of nodes those that no program makes. */
const ofEngine = new Set(['object shape', 'hidden'])

/** Takes a snapshot of the page's heap, which collects garbage first, and adds it up. */
export async function censusOf(session: CDPSession): Promise<HeapCensus> {
  const chunks: string[] = []
  const keep = ({ chunk }: { readonly chunk: string }): void => void chunks.push(chunk)
  session.on('HeapProfiler.addHeapSnapshotChunk', keep)
  try {
    await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  } finally {
    session.off('HeapProfiler.addHeapSnapshotChunk', keep)
  }
  return added(JSON.parse(chunks.join('')) as Snapshot)
}

function added({ snapshot, nodes }: Snapshot): HeapCensus {
  const { node_fields: fields, node_types: types } = snapshot.meta
  const names = types[0] as readonly string[]
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')]
  let [code, bookkeeping, objects] = [0, 0, 0]
  for (let at = 0; at < nodes.length; at += fields.length) {
    const bytes = nodes[at + size] ?? 0
    const name = names[nodes[at + type] ?? -1] ?? ''
    if (name === 'code') code += bytes
    else if (ofEngine.has(name)) bookkeeping += bytes
    else objects += bytes
  }
  return { objects, code, bookkeeping }
}

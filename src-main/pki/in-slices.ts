/** Bytes that are hashed in one turn of the event loop: a few milliseconds. */
export const SLICE = 4 * 1024 * 1024

/**
 * Feeds a hash, or a signature under way, with something large, slice by slice with turns of the event loop between. The
 * thread pool would take it in one piece and copy it first, which stops the loop for longer and takes its size again in memory.
 */
export async function updateInSlices(to: { update(part: Uint8Array): unknown }, data: Uint8Array): Promise<void> {
  for (let at = 0; at < data.length; at += SLICE) {
    if (at > 0) await nextTurn()
    to.update(data.subarray(at, at + SLICE))
  }
}

/** Lets timers and requests have their turn. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

import type { Sessions } from './sessions.ts'
import type { Tasks } from './tasks.ts'
import type { VaultHolder } from './vault-holder.ts'

const sweepEvery = 15_000

/**
 * Ends idle sessions, and locks the vault when nobody is signed in any more. An engine that was unlocked at start by the
 * user who runs it keeps its vault open: it is there to work without a person.
 */
export function startIdleLock(world: {
  readonly sessions: Sessions
  readonly tasks: Tasks
  readonly vault: VaultHolder
  readonly isUnattended: () => boolean
}): { readonly sweep: () => void; readonly stop: () => void } {
  const sweep = (): void => {
    const left = world.sessions.sweep()
    const works = world.tasks.list().some((task) => task.state === 'running')
    if (left === 0 && !works && !world.isUnattended()) world.vault.lock()
  }
  const timer = setInterval(sweep, sweepEvery)
  timer.unref()
  return { sweep, stop: () => clearInterval(timer) }
}

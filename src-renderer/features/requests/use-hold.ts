import { useEffect } from 'react'
import { call } from '../../client.ts'

/** Shorter than the five minutes that a claim holds. */
const renewMs = 4 * 60_000

/**
 * Keeps a request for this operator while it is on screen. Where somebody else holds it nothing happens: the request says
 * so, and taking over is a decision of its own.
 */
export function useHold(id: number, wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return undefined
    const claim = (): void => {
      call('request.claim', { id }).catch(() => undefined)
    }
    claim()
    const timer = setInterval(claim, renewMs)
    return () => {
      clearInterval(timer)
      call('request.release', { id }).catch(() => undefined)
    }
  }, [id, wanted])
}

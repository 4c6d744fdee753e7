import type { EngineEvents, EventTopic } from '../../src-shared/events.ts'
import type { Log } from '../world/log.ts'

/** What the engine tells whoever listens. */
export interface Events {
  readonly emit: <T extends EventTopic>(topic: T, payload: EngineEvents[T]) => void
  /** @returns the function that ends the subscription */
  on<T extends EventTopic>(topic: T, listener: (payload: EngineEvents[T]) => void): () => void
  /** @returns the function that ends the subscription */
  onAny(listener: AnyListener): () => void
}

export type AnyListener = <T extends EventTopic>(topic: T, payload: EngineEvents[T]) => void

/** An error of one listener is logged and keeps none of the others from hearing. */
export function createEvents(log: Log): Events {
  const listeners = new Set<AnyListener>()
  const onAny = (listener: AnyListener): (() => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return {
    emit: (topic, payload) => {
      for (const listener of [...listeners]) {
        try {
          listener(topic, payload)
        } catch (error) {
          log.error('a listener to events failed', error, { topic })
        }
      }
    },
    on: <T extends EventTopic>(topic: T, listener: (payload: EngineEvents[T]) => void) =>
      onAny((heard, payload) => {
        if (isTopic(topic, heard, payload)) listener(payload)
      }),
    onAny
  }
}

function isTopic<T extends EventTopic>(
  wanted: T,
  heard: EventTopic,
  _payload: EngineEvents[EventTopic]
): _payload is EngineEvents[T] {
  return wanted === heard
}

import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type QueryKey,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult
} from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Input, OperationName, Output } from '../src-shared/api/index.ts'
import { eventTopics, type EngineEvents, type EventTopic } from '../src-shared/events.ts'
import { call, desktopBridge, type CallError } from './client.ts'

/** Which read operations each event makes stale, as the beginning of their names. */
const stale: Readonly<Record<EventTopic, readonly string[]>> = {
  'authority.changed': ['authority.', 'dashboard.', 'profile.', 'crl.', 'ocsp.', 'token.list', 'yubikey.'],
  // What is weak in an ACME service depends on whether its profile asks for approval.
  'profile.changed': ['profile.', 'authority.show', 'dashboard.', 'acme.', 'request.inspect'],
  // A device that waits is answered.
  'request.changed': ['request.', 'claim.', 'dashboard.', 'scep.enrolments', 'est.requests', 'cmp.log'],
  // A revocation holds back what was signed ahead.
  'certificate.changed': [
    'certificate.',
    'authority.',
    'dashboard.',
    'crl.',
    'device.',
    'est.requests',
    'incident.siblings',
    'incident.consequence'
  ],
  'acme-order.changed': ['acme.order'],
  'scep-enrolment.changed': [
    'claim.',
    'scep.enrolments',
    'scep.challenges',
    'scep.devices',
    'device.',
    'service.pulse'
  ],
  'claim.changed': ['claim.'],
  'service.changed': ['acme.', 'ocsp.', 'tsa.', 'scep.', 'est.', 'cmp.', 'device.', 'service.pulse', 'token.list'],
  'clock.changed': ['tsa.clock'],
  'ceremony.changed': ['ceremony.'],
  'token.changed': ['token.', 'authority.'],
  'yubikey.changed': ['yubikey.'],
  'yubikey.touch': [],
  'service.logged': ['service.', 'est.log', 'cmp.', 'device.'],
  // Whether the names of a request are proven is judged anew.
  'domain.changed': ['domain.', 'organization.', 'dashboard.notices', 'request.inspect', 'request.show'],
  'mailbox.changed': ['mailbox.', 'organization.', 'request.inspect', 'request.show'],
  'organization.changed': ['organization.', 'domain.', 'mailbox.', 'request.inspect', 'request.show'],
  'evidence.added': ['validation.'],
  'publishing.changed': ['publish.'],
  'mpic.exchanged': ['mpic.list', 'mpic.show'],
  'crl-profile.changed': ['crl.', 'authority.show'],
  'crl.issued': ['crl.', 'authority.', 'dashboard.'],
  'crl.alarm': ['crl.', 'dashboard.'],
  'bundle.changed': ['bundle.', 'duty.', 'dashboard.notices'],
  'operator.changed': ['operator.', 'role.', 'system.status', 'quorum.'],
  'quorum.changed': ['quorum.'],
  'report.changed': ['report.'],
  // Most screens judge by some setting, and settings change seldom: all is asked again.
  'settings.changed': [''],
  'recovery.changed': ['backup.', 'recovery.', 'vault.', 'dashboard.'],
  'vault.changed': ['system.status'],
  'audit.appended': ['audit.list', 'anchor.'],
  'task.changed': ['task.', 'incident.list'],
  'wire.changed': ['wire.list', 'wire.recordings'],
  'file.opened': []
}

/** Reads with an operation of the contract; refreshed when the engine says that its answer is stale. */
export function useRead<N extends OperationName>(
  name: N,
  input: Input<N>,
  options: { readonly enabled?: boolean; readonly keepPrevious?: boolean } = {}
): UseQueryResult<Output<N>, CallError> {
  const query: UseQueryOptions<Output<N>, CallError> = {
    queryKey: [name, input],
    queryFn: ({ signal }) => call(name, input, signal),
    enabled: options.enabled ?? true
  }
  return useQuery(options.keepPrevious === true ? { ...query, placeholderData: keepPreviousData } : query)
}

/** Writes or signs with an operation of the contract. */
export function useCommand<N extends OperationName>(name: N): UseMutationResult<Output<N>, CallError, Input<N>> {
  return useMutation<Output<N>, CallError, Input<N>>({ mutationFn: (input) => call(name, input) })
}

/** Listens to one topic of the engine while the component is shown. */
export function useEngineEvent<T extends EventTopic>(topic: T, listener: (payload: EngineEvents[T]) => void): void {
  useEffect(() => desktopBridge()?.on(topic, listener), [topic, listener])
}

/** Keeps the cache true to the engine: over the preload on the desktop, over server-sent events in a browser. */
export function useLiveCache(signedIn: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    const refresh = coalesce((topics) => {
      void refreshTopics(client, topics)
    })
    const end = subscribe(refresh.add, signedIn)
    return () => {
      end()
      refresh.stop()
    }
  }, [client, signedIn])
}

function subscribe(onTopic: (topic: EventTopic) => void, signedIn: boolean): () => void {
  // What makes nothing stale is left to those who wait for it: the shell keeps a file that somebody opened until the
  // first listener comes, and that must be the one who shows it.
  const topics = Object.keys(eventTopics)
    .filter(isTopic)
    .filter((topic) => stale[topic].length > 0)
  const bridge = desktopBridge()
  if (bridge !== undefined) {
    const ends = topics.map((topic) =>
      bridge.on(topic, () => {
        onTopic(topic)
      })
    )
    return () => {
      for (const end of ends) end()
    }
  }
  // The event stream belongs to a session; asking for it before sign-in would only be refused.
  if (!signedIn) return () => undefined
  const source = new EventSource('/api/events')
  let interrupted = false
  source.addEventListener('error', () => {
    // The engine ends the stream with the session; who is signed in has to be asked again.
    interrupted = true
    onTopic('vault.changed')
  })
  source.addEventListener('open', () => {
    // What happened in between was not heard.
    if (interrupted) topics.forEach(onTopic)
    interrupted = false
  })
  for (const topic of topics) {
    source.addEventListener(topic, () => {
      onTopic(topic)
    })
  }
  return () => {
    source.close()
  }
}

function isTopic(text: string): text is EventTopic {
  return Object.hasOwn(eventTopics, text)
}

/**
 * Marks what a set of topics makes stale; what is on screen is asked again at once. What is being read for the first time
 * is asked again afterwards: its answer may be older than the change, and a refresh leaves such a read alone.
 */
export async function refreshTopics(client: QueryClient, topics: ReadonlySet<EventTopic>): Promise<void> {
  const prefixes = [...topics].flatMap((topic) => stale[topic])
  const isStale = ({ queryKey: [name] }: { readonly queryKey: QueryKey }): boolean =>
    typeof name === 'string' && prefixes.some((prefix) => name.startsWith(prefix))
  const firstReads = client
    .getQueryCache()
    .findAll({ predicate: isStale, fetchStatus: 'fetching' })
    .filter(({ state }) => state.data === undefined)
  await Promise.all([
    client.invalidateQueries({ predicate: isStale }),
    ...firstReads.map(async ({ promise, queryKey }) => {
      await promise?.catch(() => undefined)
      await client.invalidateQueries({ queryKey, exact: true })
    })
  ])
}

/** Gathers topics for 120 ms, so that a thousand certificates cause a few refreshes and not a thousand. */
function coalesce(flush: (topics: ReadonlySet<EventTopic>) => void): {
  add: (topic: EventTopic) => void
  stop: () => void
} {
  let waiting = new Set<EventTopic>()
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    add: (topic) => {
      waiting.add(topic)
      timer ??= setTimeout(() => {
        timer = undefined
        const topics = waiting
        waiting = new Set()
        flush(topics)
      }, 120)
    },
    stop: () => {
      clearTimeout(timer)
    }
  }
}

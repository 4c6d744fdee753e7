import { useCallback, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input, Output } from '../../../src-shared/api/index.ts'
import type { OpenInput, SecretOperation } from '../../../src-shared/secret-entry.ts'
import { call, callDesktop, desktopBridge, CallError } from '../../client.ts'
import { SecretDialog } from './secret-dialog.tsx'

export interface SecretRun<N extends SecretOperation> {
  readonly input: OpenInput<N>
  /** Secrets that are needed this time, of those that are asked for on demand. */
  readonly also?: readonly string[]
  readonly onSuccess?: (output: Output<N>) => void
}

/**
 * Runs an operation that wants a PIN or the like. On the desktop the shell asks in a window of its own and this page
 * never sees the secret; in a browser a dialog asks, and forgets it when it closes.
 * @returns `error` is null where the person gave up
 */
export function useSecretCommand<N extends SecretOperation>(
  operation: N
): {
  readonly run: (run: SecretRun<N>) => void
  readonly isPending: boolean
  readonly error: unknown
  readonly reset: () => void
  readonly dialog: ReactElement | null
} {
  const { i18n } = useTranslation()
  const [asked, setAsked] = useState<SecretRun<N> | null>(null)
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const language = i18n.language === 'de' ? 'de' : 'en'
  const run = useCallback(
    (wanted: SecretRun<N>) => {
      setError(null)
      if (desktopBridge() === undefined) {
        setAsked(wanted)
        return
      }
      setPending(true)
      callDesktop('desktop.secret-call', { operation, input: wanted.input, also: wanted.also ?? [], language })
        .then(
          // The engine checked its answer against the contract.
          (output) => wanted.onSuccess?.(output as Output<N>),
          (failure: unknown) => {
            if (!(failure instanceof CallError && failure.failure.code === 'cancelled')) setError(failure)
          }
        )
        .finally(() => {
          setPending(false)
        })
    },
    [operation, language]
  )
  const reset = useCallback(() => {
    setError(null)
  }, [])
  const dialog =
    asked === null ? null : (
      <SecretDialog
        operation={operation}
        also={asked.also ?? []}
        run={async (secrets) => {
          const output = await call(operation, { ...asked.input, ...secrets } as Input<N>)
          setAsked(null)
          asked.onSuccess?.(output)
        }}
        onClose={() => {
          setAsked(null)
        }}
      />
    )
  return { run, isPending, error, reset, dialog }
}

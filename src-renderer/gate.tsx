import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState, type ReactElement } from 'react'
import { RouterProvider } from 'react-router'
import { SignInPage } from './features/setup/sign-in-page.tsx'
import { useLiveCache, useRead } from './live.ts'
import { chanceryRouter } from './routes.tsx'
import { useLook } from './state/look.ts'
import { SessionContext } from './state/session.tsx'
import { setLanguage, languageFor } from './texts.ts'
import { ErrorView } from './ui/display/error-view.tsx'
import { Splash } from './ui/shell/splash.tsx'

/** Needed once in the life of an installation. */
const SetupPage = lazy(async () => ({ default: (await import('./features/setup/setup-page.tsx')).SetupPage }))

/** Shows the setup while there is no vault, the sign-in while nobody is signed in, and the screens behind both. */
export function Gate(): ReactElement {
  const client = useQueryClient()
  const status = useRead('system.status', {})
  const [settingUp, setSettingUp] = useState(false)
  const [router] = useState(chanceryRouter)
  const { language } = useLook()
  const operator = status.data?.operator ?? null
  const absent = status.data?.vault === 'absent'
  useLiveCache(operator !== null)
  useEffect(() => {
    void setLanguage(languageFor(language, navigator.language))
  }, [language])
  // The setup goes on after the vault exists: recovery code, first authorities.
  if (absent && !settingUp) setSettingUp(true)
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'error') return
        const error: unknown = event.action.error
        if (endsSession(error)) void client.invalidateQueries({ queryKey: ['system.status'] })
      }),
    [client]
  )

  if (status.error !== null && status.data === undefined) {
    return (
      <Splash>
        <ErrorView error={status.error} onRetry={() => void status.refetch()} />
      </Splash>
    )
  }
  if (status.data === undefined) return <Splash />
  if (absent || settingUp) {
    return (
      <Suspense fallback={<Splash />}>
        <SetupPage
          status={status.data}
          onDone={() => {
            // Where no event tells of the new vault, the status still says that there is none until it is asked again.
            void client.invalidateQueries().then(() => {
              setSettingUp(false)
            })
          }}
        />
      </Suspense>
    )
  }
  if (operator === null) return <SignInPage status={status.data} />
  return (
    <SessionContext value={{ status: status.data, operator }}>
      <RouterProvider router={router} />
    </SessionContext>
  )
}

/** @returns whether an error says that the session is over, so that the gate must ask again */
function endsSession(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('failure' in error)) return false
  const failure = error.failure
  if (typeof failure !== 'object' || failure === null || !('code' in failure)) return false
  return failure.code === 'unauthenticated' || failure.code === 'locked'
}

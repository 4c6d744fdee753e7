import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Gate } from './gate.tsx'
import { ViewStateProvider } from './state/view-state.tsx'
import { ChanceryThemeProvider } from './theme/theme-provider.tsx'
import { ToastProvider } from './ui/toasts.tsx'

/**
 * The engine is this program, or another on the same computer: without this, all that is asked would wait as soon as the computer
 * leaves the network, which an off-line authority does by design.
 */
const whateverNetwork = { networkMode: 'always' } as const

/** Everything around the screens. The engine says when data is stale, so nothing is polled. */
export function App(): ReactElement {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { ...whateverNetwork, staleTime: 30_000, retry: false, refetchOnWindowFocus: false },
          // What was sent may hold a passphrase: it goes with the form that sent it.
          mutations: { ...whateverNetwork, retry: false, gcTime: 0 }
        }
      })
  )
  return (
    <QueryClientProvider client={client}>
      <ViewStateProvider>
        <ChanceryThemeProvider>
          <ToastProvider>
            <Gate />
          </ToastProvider>
        </ChanceryThemeProvider>
      </ViewStateProvider>
    </QueryClientProvider>
  )
}

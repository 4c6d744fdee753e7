import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Gate } from './gate.tsx'
import { ViewStateProvider } from './state/view-state.tsx'
import { ChanceryThemeProvider } from './theme/theme-provider.tsx'
import { ToastProvider } from './ui/toasts.tsx'

/** Everything around the screens. The engine says when data is stale, so nothing is polled. */
export function App(): ReactElement {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: 30_000, retry: false, refetchOnWindowFocus: false },
          // What was sent may hold a passphrase: it goes with the form that sent it.
          mutations: { retry: false, gcTime: 0 }
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

import Inbox from '@mui/icons-material/MoveToInboxOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/requests',
    label: 'requests:title',
    icon: Inbox,
    group: 'work',
    order: 2,
    permission: 'request.read-own',
    badge: 'requests-waiting'
  },
  routes: [
    { path: 'requests', lazy: async () => ({ Component: (await import('./requests-page.tsx')).RequestsPage }) },
    {
      path: 'requests/new',
      lazy: async () => ({ Component: (await import('./new-request-page.tsx')).NewRequestPage })
    },
    { path: 'requests/focus', lazy: async () => ({ Component: (await import('./focus-page.tsx')).FocusPage }) },
    { path: 'requests/:id', lazy: async () => ({ Component: (await import('./request-page.tsx')).RequestPage }) }
  ]
}

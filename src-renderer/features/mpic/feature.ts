import Perspectives from '@mui/icons-material/TravelExploreOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/mpic',
    label: 'mpic:title',
    icon: Perspectives,
    group: 'validation',
    order: 3,
    permission: 'validation.read'
  },
  routes: [
    { path: 'mpic', lazy: async () => ({ Component: (await import('./mpic-page.tsx')).MpicPage }) },
    { path: 'mpic/:id', lazy: async () => ({ Component: (await import('./exchange-page.tsx')).ExchangePage }) }
  ]
}

import AirGap from '@mui/icons-material/SyncAltOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/air-gap',
    label: 'air-gap:title',
    icon: AirGap,
    group: 'authorities',
    order: 5,
    permission: 'authority.read'
  },
  routes: [
    { path: 'air-gap', lazy: async () => ({ Component: (await import('./air-gap-page.tsx')).AirGapPage }) },
    { path: 'air-gap/bundles/:id', lazy: async () => ({ Component: (await import('./bundle-page.tsx')).BundlePage }) }
  ]
}

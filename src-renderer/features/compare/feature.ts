import Compare from '@mui/icons-material/CompareArrowsOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/compare',
    label: 'compare:title',
    icon: Compare,
    group: 'tools',
    order: 2,
    permission: 'viewer.use'
  },
  routes: [{ path: 'compare', lazy: async () => ({ Component: (await import('./compare-page.tsx')).ComparePage }) }]
}

import Dashboard from '@mui/icons-material/SpaceDashboardOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/dashboard',
    label: 'dashboard:title',
    icon: Dashboard,
    group: 'work',
    order: 1,
    permission: 'dashboard.read'
  },
  routes: [
    { path: 'dashboard', lazy: async () => ({ Component: (await import('./dashboard-page.tsx')).DashboardPage }) },
    { path: 'dashboard/:chart', lazy: async () => ({ Component: (await import('./drill-page.tsx')).DrillPage }) }
  ]
}

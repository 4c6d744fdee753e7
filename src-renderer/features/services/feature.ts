import Hub from '@mui/icons-material/HubOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/services',
    label: 'services:title',
    icon: Hub,
    group: 'enrolment',
    order: 1,
    permission: 'service.read'
  },
  routes: [
    { path: 'services', lazy: async () => ({ Component: (await import('./services-page.tsx')).ServicesPage }) },
    { path: 'services/new', lazy: async () => ({ Component: (await import('./new-page.tsx')).NewServicePage }) },
    { path: 'services/setup', lazy: async () => ({ Component: (await import('./setup-page.tsx')).SetupPage }) }
  ]
}

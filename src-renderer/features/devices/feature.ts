import Devices from '@mui/icons-material/DevicesOtherOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/devices',
    label: 'devices:title',
    icon: Devices,
    group: 'enrolment',
    order: 3,
    permission: 'service.read'
  },
  routes: [
    { path: 'devices', lazy: async () => ({ Component: (await import('./devices-page.tsx')).DevicesPage }) },
    { path: 'devices/new', lazy: async () => ({ Component: (await import('./new-page.tsx')).NewDevicePage }) }
  ]
}

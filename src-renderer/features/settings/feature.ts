import Settings from '@mui/icons-material/SettingsOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/settings',
    label: 'settings:title',
    icon: Settings,
    group: 'foot',
    order: 1,
    // The own passphrase and look are everyone's.
    permission: null
  },
  routes: [{ path: 'settings', lazy: async () => ({ Component: (await import('./settings-page.tsx')).SettingsPage }) }]
}

import Recovery from '@mui/icons-material/HealthAndSafetyOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/recovery',
    label: 'recovery:title',
    icon: Recovery,
    group: 'oversight',
    order: 4,
    permission: 'backup.create'
  },
  routes: [{ path: 'recovery', lazy: async () => ({ Component: (await import('./recovery-page.tsx')).RecoveryPage }) }]
}
